"""Measure everything, print a table, write results.json and docs/performance.md; exit code 1 if a promise is broken.

`python -m benchmarks` runs all parts, `python -m benchmarks core browser` some. On a busy machine believe the ratios
to other apps, not the milliseconds.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import (
    against_keras,
    browser,
    classroom,
    core,
    exam,
    generation,
    lessons,
    plans,
    start,
    sweep,
    training,
    training_paths,
    watched,
)
from benchmarks.table import printed, with_table
from tools.serving import ROOT

RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "performance.md"  # where the table stands
PARTS = {
    "core": core,
    "browser": browser,
    "start": start,
    "training": training,
    "paths": training_paths,
    "watched": watched,
    "generation": generation,
    "exam": exam,
    "plans": plans,
    "sweep": sweep,
    "lessons": lessons,
    "classroom": classroom,
    "keras": against_keras,
}


def main(*words: str) -> int:
    """Run some parts, or all, keep what was measured, and write it into the page; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=str(__doc__).partition("\n")[0])
    parser.add_argument("part", nargs="*", help=f"all of them, or some: {', '.join(PARTS)}")
    names = parser.parse_args(words).part
    if unknown := set(names) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    results, rows = kept(), []
    for name in names or PARTS:
        found = PARTS[name].measure()
        rows += found
        results[name] = [row.record() for row in found]
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), kept()), encoding="utf-8")
    return printed(rows)


def kept() -> dict[str, list[dict[str, Any]]]:
    """What was measured last, as records of rows by their part."""
    found: dict[str, list[dict[str, Any]]] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {name: found[name] for name in PARTS if name in found}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
