"""What became of experiments: a line of JSON each, and all seeds of a setting taken together.

With few seeds a share says little by itself, so it comes with its interval, and a median with its quartiles.
"""

import json
import math
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from statistics import NormalDist, median, quantiles
from typing import Any

from lstm_core.cells import CELLS
from lstm_core.training.sweep.grid import GRID, RunPlan

RESULTS = "results.jsonl"
WHERE = ("cell", "initial", "delay", "seed")
ENDINGS = ("solved", "batches", "seconds", "diverged")
MOST = 2**31  # of any number in a result


@dataclass(frozen=True)
class RunResult:
    """What became of one experiment."""

    key: str
    cell: str
    initial: str
    delay: int
    seed: int
    ended: str  # one of ENDINGS: "solved", or what was used up, or that it diverged
    batches: int
    seconds: float  # of CPU, training and judging
    error: float | None = (
        None  # root of the mean squared error where it counts, at the last look; not of a net that diverged
    )
    settings: dict[str, Any] = field(default_factory=dict, compare=False)  # whatever else the grid says of it

    @property
    def solved(self) -> bool:
        return self.ended == "solved"


NAMES = tuple(each.name for each in fields(RunResult) if each.name != "settings")
NEEDED = tuple(name for name in NAMES if name != "error")  # an older file has none


@dataclass(frozen=True)
class SeedSummary:
    """All seeds of one cell, initialisation and delay."""

    cell: str
    initial: str
    delay: int
    solved: int
    of: int
    batches: float | None  # medians over those that solved it
    seconds: float | None
    tried: float  # median of the batches of all
    quartiles: tuple[float, float] | None = None  # of the batches of those that solved it
    learning_rate: float | None = None  # if it is the same for all

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all seeds that solve it lies with 95 % confidence."""
        return wilson(self.solved, self.of)


def wilson(solved: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927); it holds for few trials, and for none or all of them."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = solved / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / of + weight / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def load_results(path: Path | None = None) -> list[RunResult]:
    """The results in a file, each experiment once; the shipped ones if no file is named.

    A last line that was torn is left out, and so are blank lines. Raises ValueError with a sentence for any other.
    """
    path = path or GRID.with_name(RESULTS)
    if not path.exists():
        return []
    now = path.stat()
    return list(_read(path, now.st_mtime_ns, now.st_size))


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> tuple[RunResult, ...]:
    """The results in a file as it is now: pages ask for them at every rerun."""
    *lines, last = path.read_bytes().removeprefix(BOM_UTF8).split(b"\n")
    lines += [last] * is_whole(last)
    found = [_result(line, f"{path.name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    return tuple({result.key: result for result in found}.values())


def results_of_task(task: str) -> list[RunResult]:
    """The shipped results on one task."""
    return [result for result in load_results() if result.settings.get("task") == task]


def is_whole(line: bytes) -> bool:
    """Whether a last line without a line end was written to its end; otherwise it was torn."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def result_of(
    key: str, plan: RunPlan, ended: str, batches: int, seconds: float, error: float | None = None
) -> RunResult:
    """What became of a plan, with all its settings."""
    settings = {name: value for name, value in plan.items() if name not in WHERE and name != "seconds"}
    where = {name: plan[name] for name in WHERE}
    limit = {"limit": plan["seconds"]} if plan["seconds"] else {}
    error = None if error is None else round(error, 4)
    return RunResult(
        key, **where, ended=ended, batches=batches, seconds=round(seconds, 3), error=error, settings=settings | limit
    )


def plan_of(result: RunResult) -> RunPlan:
    """What was asked for, so that `result_of` says it again."""
    settings = {name: value for name, value in result.settings.items() if name != "limit"}
    where = {name: getattr(result, name) for name in WHERE}
    return {**settings, **where, "seconds": result.settings.get("limit", 0.0)}


def line_of(result: RunResult) -> str:
    """A result as it stands in a file, settings and all, with its line end."""
    return json.dumps({**{name: getattr(result, name) for name in NAMES}, **result.settings}) + "\n"


def row_of(result: RunResult) -> dict[str, Any]:
    """A result as plain JSON, settings and all."""
    row: dict[str, Any] = json.loads(line_of(result))
    return row


def read_row(row: Mapping[str, Any]) -> RunResult:
    """A result from what `row_of` made. Raises ValueError if somebody has made it otherwise."""
    names: dict[str, Any] = {name: row.get(name) for name in NAMES}
    rest = {name: value for name, value in row.items() if name not in NAMES and isinstance(value, str | int | float)}
    texts = all(isinstance(names[name], str) and names[name] for name in ("key", "cell", "initial", "ended"))
    counts = all(type(names[name]) is int and 0 <= names[name] < MOST for name in ("delay", "seed", "batches"))
    error = names["error"] is None or _is_number(names["error"])
    if not (texts and counts and error and _is_number(names["seconds"]) and names["ended"] in ENDINGS):
        raise ValueError("this is no result of an experiment")
    return RunResult(**names, settings=rest)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < MOST


def summary(results: Iterable[RunResult]) -> list[SeedSummary]:
    """A row for every cell, initialisation and delay, in this order; cells that are not shipped come last."""
    places = {name: place for place, name in enumerate(CELLS)}
    groups: dict[tuple[str, str, int], list[RunResult]] = {}
    for result in sorted(results, key=lambda r: (places.get(r.cell, len(places)), r.cell, r.initial, r.delay)):
        groups.setdefault((result.cell, result.initial, result.delay), []).append(result)
    return [_row(*where, group) for where, group in groups.items()]


def _result(line: bytes, where: str) -> RunResult:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{where}: this is no line of JSON. Mend it, or delete it to train it again.") from error
    missing = [name for name in NEEDED if not isinstance(row, dict) or name not in row]
    if missing:
        raise ValueError(f"{where}: {' and '.join(missing)} must be there. Mend it, or delete it to train it again.")
    settings = {name: value for name, value in row.items() if name not in NAMES}
    return RunResult(**{name: row[name] for name in NAMES if name in row}, settings=settings)


def _row(cell: str, initial: str, delay: int, group: list[RunResult]) -> SeedSummary:
    solved = [result for result in group if result.solved]
    rates = {result.settings.get("learning_rate") for result in group}
    return SeedSummary(
        cell,
        initial,
        delay,
        len(solved),
        len(group),
        median(result.batches for result in solved) if solved else None,
        median(result.seconds for result in solved) if solved else None,
        median(result.batches for result in group),
        _quartiles([result.batches for result in solved]),
        rates.pop() if len(rates) == 1 else None,
    )


def _quartiles(batches: list[int]) -> tuple[float, float] | None:
    if len(batches) < 2:
        return (float(batches[0]), float(batches[0])) if batches else None
    first, _, third = quantiles(batches, n=4, method="inclusive")
    return first, third
