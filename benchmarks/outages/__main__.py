"""`python -m benchmarks.outages frozen silent …`: a database that is broken for a minute under fifty learners.

`killed` kills the server instead, again and again, under one learner with two devices.
"""

import argparse
import sys
import tempfile

from benchmarks.measure import Row
from benchmarks.outages import outage
from benchmarks.outages.faults import FAULTS
from benchmarks.outages.killing import killing
from benchmarks.table import printed

KILLED = "killed"


def main(*words: str) -> int:
    """Break what was asked for, one after the other, and print what came of it; exit code 1 if a promise is broken."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.outages", description=str(__doc__).partition("\n")[0])
    asked.add_argument("fault", nargs="*", help=f"all of them, or some: {', '.join([*FAULTS, KILLED])}")
    asked.add_argument("--learners", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=60.0, help="how long the database is broken")
    asked.add_argument("--rounds", type=int, default=200, help="how often a server is killed")
    said = asked.parse_args(words)
    if unknown := set(said.fault) - {*FAULTS, KILLED}:
        asked.error(f"no fault is called {', '.join(sorted(unknown))}; choose from {', '.join([*FAULTS, KILLED])}")
    return max([_shown(name, said) for name in said.fault or [*FAULTS, KILLED]])


def _shown(name: str, said: argparse.Namespace) -> int:
    print(f"\n{name}: {(FAULTS.get(name) or killing).__doc__}", flush=True)
    return printed(_measured(name, said))


def _measured(name: str, said: argparse.Namespace) -> list[Row]:
    if name == KILLED:
        with tempfile.TemporaryDirectory() as folder:
            return killing(f"sqlite:///{folder}/log.sqlite", said.rounds)
    return outage(name, said.learners, said.seconds)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
