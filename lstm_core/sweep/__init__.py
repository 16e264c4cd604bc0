"""Sweeps as data: what became of many experiments, a line each, and what it comes to.

    python -m lstm_core.sweep                 train what the shipped grid asks for and is not there yet
    python -m lstm_core.sweep grid.toml       a grid of one's own; its results.jsonl is written beside it
        --jobs 1        processes at once (all cores, if not said)
        --again         train once more what only ran out of seconds

A grid is a page of TOML (sweeps/delays.toml shows how). It may be stopped at any moment and goes on where it was.
No torch here: pages read results through this module, and only the command trains.
"""

import hashlib
import itertools
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from lstm_core.cells import CELLS
from lstm_core.tasks import TASKS

GRID = Path(__file__).parents[1] / "sweeps" / "delays.toml"
RESULTS = "results.jsonl"
Plan = dict[str, Any]  # the settings of one experiment, and the seconds it may use


@dataclass(frozen=True)
class Result:
    """What became of one experiment."""

    key: str
    cell: str
    initial: str
    delay: int
    seed: int
    ended: str  # "solved", or what was used up: "batches" or "seconds"; "diverged"
    batches: int
    seconds: float  # of CPU, training and judging

    @property
    def solved(self) -> bool:
        return self.ended == "solved"


@dataclass(frozen=True)
class Row:
    """All seeds of one cell, initialisation and delay."""

    cell: str
    initial: str
    delay: int
    solved: int
    of: int
    batches: float | None  # medians over those that solved it
    seconds: float | None
    tried: float  # median of the batches of all
    out_of_time: int  # how many had batches left, but no seconds


def read_grid(path: Path = GRID) -> dict[str, Plan]:
    """Every experiment of a grid by its key. Raises ValueError with a sentence for what cannot be meant."""
    grid = tomllib.loads(path.read_text(encoding="utf-8"))
    plans = [plan for block in grid["runs"] for plan in _plans({**grid["all"], **block}, grid["first_seed"])]
    return {key_of(plan): plan for plan in plans}


def key_of(plan: Plan) -> str:
    """The same for equal experiments, today and next year; another cell under an old name has another key."""
    graph = [(node.name, node.op, node.args) for node in CELLS[plan["cell"]].nodes]
    words = json.dumps([plan, graph], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def load_results(path: Path | None = None) -> list[Result]:
    """The results in a file, each experiment once; the shipped ones if no file is named. A torn line is left out."""
    path = path or GRID.with_name(RESULTS)
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]  # what a line end is missing from was torn
    found = [_result(json.loads(line)) for line in lines]
    return list({result.key: result for result in found}.values())


def summary(results: Iterable[Result]) -> list[Row]:
    """A row for every cell, initialisation and delay, in this order."""
    groups: dict[tuple[str, str, int], list[Result]] = {}
    for result in sorted(results, key=lambda r: (list(CELLS).index(r.cell), r.initial, r.delay)):
        groups.setdefault((result.cell, result.initial, result.delay), []).append(result)
    return [_row(*where, group) for where, group in groups.items()]


def _plans(block: Plan, first_seed: int) -> Iterator[Plan]:
    """The experiments of one block: every combination of what it lists."""
    seeds = range(first_seed, first_seed + block.pop("seeds"))
    choices = {name: value if isinstance(value, list) else [value] for name, value in block.items()}
    for values in itertools.product(*choices.values(), seeds):
        plan = dict(zip([*choices, "seed"], values, strict=True))
        if plan["cell"] not in CELLS or plan["task"] not in TASKS:
            raise ValueError(f"There is no cell {plan['cell']!r}, or no task {plan['task']!r}.")
        yield {"time": TASKS[plan["task"]].time_for(plan["delay"]), **plan}


def _result(line: dict[str, Any]) -> Result:
    return Result(**{field.name: line[field.name] for field in fields(Result)})


def _row(cell: str, initial: str, delay: int, group: list[Result]) -> Row:
    solved = [result for result in group if result.solved]
    return Row(
        cell,
        initial,
        delay,
        len(solved),
        len(group),
        median(result.batches for result in solved) if solved else None,
        median(result.seconds for result in solved) if solved else None,
        median(result.batches for result in group),
        sum(result.ended == "seconds" for result in group),
    )
