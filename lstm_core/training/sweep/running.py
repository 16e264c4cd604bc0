"""Train what a grid of experiments asks for, in parallel, and write down what became of each as soon as it is known."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from lstm_core.training.sweep.engines import cluster, local
from lstm_core.training.sweep.grid import read_grid
from lstm_core.training.sweep.results import RESULTS, RunResult, is_whole, line_of, load_results


def sweep(grid: Path, jobs: int = 1, again: bool = False, scheduler: str = "") -> Iterator[tuple[int, int, RunResult]]:
    """Train what is missing; yield how many are done, of how many, and the newest result, which is on disk by then.

    `jobs`: processes of this machine. `scheduler`: the address of a Dask cluster that is to train instead.
    """
    path, plans = grid.with_name(RESULTS), read_grid(grid)
    there = {result.key for result in load_results(path) if not (again and result.ended == "seconds")}
    missing = {key: plans[key] for key in sorted(plans) if key not in there}  # by key: well mixed
    if not missing:
        return
    _mend(path)
    results = cluster(missing, scheduler) if scheduler else local(missing, jobs)
    with closing(results), path.open("a", encoding="utf-8") as file:
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
