"""`python -m benchmarks.classroom`: the classroom alone; with `--soak 30`, half an hour of coming and going."""

from __future__ import annotations

import argparse
import sys

from benchmarks.classroom import SECONDS, SESSIONS, TRAINING, measure
from benchmarks.classroom.soak import SEATS, soak
from benchmarks.table import printed


def main(*words: str) -> int:
    """Run what was asked for and print its table; exit code 1 if a promise is broken."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.classroom", description=__doc__)
    asked.add_argument("--sessions", type=int, default=SESSIONS, help="learners at once")
    asked.add_argument("--training", type=int, default=TRAINING, help="how many of them train")
    asked.add_argument("--seconds", type=float, default=SECONDS, help="how long all of them are there")
    asked.add_argument("--soak", type=float, metavar="MINUTES", help="let learners come and go for so long instead")
    asked.add_argument("--seats", type=int, default=SEATS, help="learners at once in a soak")
    said = asked.parse_args(words)
    if said.soak:
        rows = soak(60 * said.soak, said.seats)
    else:
        rows = measure(said.sessions, said.training, said.seconds)
    return printed(rows)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
