"""Train what a grid of experiments asks for, in parallel, and write down what became of each as soon as it is known."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from lstm_core.training.sweep.choosing import CHOOSING, choose
from lstm_core.training.sweep.engines import cluster, local
from lstm_core.training.sweep.grid import RunPlan, chosen_names, read_choosing, read_grid
from lstm_core.training.sweep.results import RESULTS, RunResult, is_whole, line_of, load_results

Engine = Callable[[Mapping[str, RunPlan]], Generator[RunResult, None, None]]


def sweep(grid: Path, jobs: int = 1, again: bool = False, scheduler: str = "") -> Iterator[tuple[int, int, RunResult]]:
    """Train what is missing; yield how many are done, of how many, and the newest result, which is on disk by then.

    If the grid chooses settings, what chooses comes first and is counted for itself.
    `jobs`: processes of this machine. `scheduler`: the address of a Dask cluster that is to train instead.
    """
    engine = partial(cluster, address=scheduler) if scheduler else partial(local, jobs=jobs)
    choosing = grid.with_name(CHOOSING)
    if plans := read_choosing(grid):
        yield from _train(plans, choosing, engine, again)
    chosen = choose(_results_of(plans, choosing), chosen_names(grid))
    yield from _train(read_grid(grid, chosen), grid.with_name(RESULTS), engine, again)


def _results_of(plans: Mapping[str, RunPlan], path: Path) -> list[RunResult]:
    """The results of these plans that are in a file."""
    return [result for result in load_results(path) if result.key in plans] if plans else []


def _train(
    plans: Mapping[str, RunPlan], path: Path, engine: Engine, again: bool
) -> Iterator[tuple[int, int, RunResult]]:
    """What is missing in one file of results."""
    there = {result.key for result in load_results(path) if not (again and result.ended == "seconds")}
    order = sorted(plans, key=lambda key: (plans[key]["seed"], key))  # stopped early, all nets have as many seeds
    missing = {key: plans[key] for key in order if key not in there}
    if not missing:
        return
    _mend(path)
    with closing(engine(missing)) as results, path.open("a", encoding="utf-8") as file:
        for done, result in enumerate(results, 1):
            file.write(line_of(result))
            file.flush()
            yield done, len(missing), result


def _mend(path: Path) -> None:
    """Cut off a line that was torn when the last sweep was killed; end one that only lacks its line end."""
    if path.exists():
        *_, last = path.read_bytes().split(b"\n")
        with path.open("r+b") as file:
            file.seek(-len(last), os.SEEK_END)
            file.write(last + b"\n" if is_whole(last) else b"")
            file.truncate()
