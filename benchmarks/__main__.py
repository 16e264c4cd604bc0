"""Measure everything, print a table, write results.json beside this file; exit code 1 if a promise is broken.

`python -m benchmarks` runs all parts, `python -m benchmarks core browser` some. On a busy machine believe the ratios
to other apps, not the milliseconds.
"""

import json
import sys
from pathlib import Path

from benchmarks import (
    against_keras,
    browser,
    classroom,
    core,
    exam,
    generation,
    lessons,
    start,
    sweep,
    training,
    training_paths,
    watched,
)
from benchmarks.table import printed

RESULTS = Path(__file__).with_name("results.json")
PARTS = {
    "core": core,
    "browser": browser,
    "start": start,
    "training": training,
    "paths": training_paths,
    "watched": watched,
    "generation": generation,
    "exam": exam,
    "sweep": sweep,
    "lessons": lessons,
    "classroom": classroom,
    "keras": against_keras,
}


def main(*names: str) -> int:
    """Run some parts, or all; the exit code."""
    rows = [row for name in names or PARTS for row in PARTS[name].measure()]
    RESULTS.write_text(json.dumps([row.record() for row in rows], indent=2) + "\n", encoding="utf-8")
    return printed(rows)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
