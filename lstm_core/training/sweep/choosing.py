"""Which of several settings every net is shown with: one rule for all, on seeds that are not shown.

The best is what most seeds solve; of equals, what takes the fewest batches on average, since a median of so few seeds
does not see the slow one; if no seed solves it, what errs least; if that is equal as well, the smaller value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from lstm_core.training.sweep.grid import GRID, RunPlan, net_of
from lstm_core.training.sweep.results import RunResult, load_results, plan_of

CHOOSING = "choosing.jsonl"  # the results by which settings were chosen, beside the results shown


@dataclass(frozen=True)
class Tried:
    """Between which values of a setting the choice was, and on how many seeds."""

    values: list[float]
    seeds: int


def tried(name: str, task: str) -> Tried:
    """What a setting was chosen from, for the shipped results on a task."""
    results = [result for result in load_results(GRID.with_name(CHOOSING)) if result.settings["task"] == task]
    return Tried(sorted({result.settings[name] for result in results}), len({result.seed for result in results}))


def choose(results: Iterable[RunResult], names: tuple[str, ...]) -> dict[str, RunPlan]:
    """The chosen settings of every net that these results decide, by its `net_of`."""
    candidates: dict[str, dict[tuple[Any, ...], list[RunResult]]] = {}
    for result in results:
        plan = plan_of(result)
        values = tuple(plan[name] for name in names)
        candidates.setdefault(net_of(plan, names), {}).setdefault(values, []).append(result)
    return {net: dict(zip(names, best(groups), strict=True)) for net, groups in candidates.items()}


def best(groups: Mapping[tuple[Any, ...], list[RunResult]]) -> tuple[Any, ...]:
    """The values whose results come first by the rule."""
    return min(groups, key=lambda values: (*_rank(groups[values]), values))


def _rank(results: list[RunResult]) -> tuple[float, float, float]:
    """Smaller is better: seeds that did not solve it, batches of those that did, error of all."""
    solved = [result.batches for result in results if result.solved]
    errors = [float("inf") if result.error is None else result.error for result in results]
    return len(results) - len(solved), mean(solved) if solved else 0.0, mean(errors)
