"""`python -m benchmarks.one_visitor.attacker URL ATTACK SECONDS`: one visitor at work, in a process of their own."""

from __future__ import annotations

import asyncio
import random
import sys
from uuid import UUID

from benchmarks.classroom.headless_client import given_cookie
from benchmarks.one_visitor.attacks import ATTACKS, Attacker


def main(url: str, attack: str, seconds: str) -> None:
    """Attack for so long. A connection that the server closed is the attacker's own loss."""
    name = str(UUID(int=random.getrandbits(128), version=4))
    try:
        asyncio.run(asyncio.wait_for(ATTACKS[attack](Attacker(url, name, given_cookie(url))), float(seconds)))
    except TimeoutError:
        print("went on to the end", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
