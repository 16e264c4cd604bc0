"""Measure everything, print a table, write results.json beside this file; exit code 1 if a promise is broken.

`python -m benchmarks` runs all parts, `python -m benchmarks core browser` some. On a busy machine believe the ratios
to other apps, not the milliseconds.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks import (
    against_keras,
    browser,
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

RESULTS = Path(__file__).with_name("results.json")
HEADINGS = ("what", "measured", "promise", "", "note")
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
    "keras": against_keras,
}


def main(*names: str) -> int:
    """Run some parts, or all; the exit code."""
    rows = [row for name in names or PARTS for row in PARTS[name].measure()]
    print("\n".join(_table([HEADINGS, *(row.cells() for row in rows)])))
    RESULTS.write_text(json.dumps([row.record() for row in rows], indent=2) + "\n", encoding="utf-8")
    if hasattr(os, "getloadavg"):
        print(f"\nOther work on this machine meanwhile: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    broken = [row.what for row in rows if not row.kept]
    print(f"{len(broken)} promises broken: {'; '.join(broken)}" if broken else "Every promise kept.")
    return int(bool(broken))


def _table(lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns as wide as their widest cell."""
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
