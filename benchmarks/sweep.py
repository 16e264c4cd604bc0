"""A sweep of 60 experiments on one core, on two, and on a Dask cluster of two workers on the same two cores.

Wall time of whole sweeps as the command runs them, lines written and all. They take turns, in another order every
round, and a ratio is the median over the rounds, so that what else the machine does meets all of them; all workers
have trained before. Two cores that are not ours alone cannot keep the first promise: believe it on a quiet machine.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.measure import Row
from lstm_core.training.sweep.running import sweep
from tools.cluster import cluster

ROUNDS, EXPERIMENTS, STEPS = 3, 60, 300
GRID = "[all]\nuntil_solved = false\nsteps = {steps}\n[[runs]]\nseeds = {experiments}\n"
Engine = Callable[[Path], object]


def measure(rounds: int = ROUNDS, experiments: int = EXPERIMENTS, steps: int = STEPS) -> list[Row]:
    """Two processes against one, and Dask against two processes."""
    with cluster(2) as there:
        engines: dict[str, Engine] = {
            "one": lambda grid: list(sweep(grid, jobs=1)),
            "two": lambda grid: list(sweep(grid, jobs=2)),
            "Dask": lambda grid: list(sweep(grid, scheduler=there.address)),
        }
        for engine in engines.values():
            _seconds(engine, GRID.format(steps=steps, experiments=2 * len(there.workers)))
        page = GRID.format(steps=steps, experiments=experiments)
        found = [_round(engines, page, turn) for turn in range(rounds)]
    return [
        _row(experiments, "two processes, faster than one", found, "one", "two", least=1.8),
        _row(experiments, "Dask's time, of that of two processes", found, "Dask", "two", promise=1.25),
    ]


def _row(experiments: int, what: str, found: list[dict[str, float]], above: str, below: str, **promise: Any) -> Row:
    ratio = median(seconds[above] / seconds[below] for seconds in found)
    note = " and ".join(f"{median(seconds[name] for seconds in found):.1f} s" for name in (above, below))
    return Row(f"sweep of {experiments}: {what}", ratio, "x", note=note, **promise)


def _round(engines: dict[str, Engine], page: str, turn: int) -> dict[str, float]:
    """Seconds of every engine; another one begins every round."""
    names = [*engines][turn % len(engines) :] + [*engines][: turn % len(engines)]
    return {name: _seconds(engines[name], page) for name in names}


def _seconds(engine: Engine, page: str) -> float:
    """Wall time of a sweep that begins with nothing."""
    with tempfile.TemporaryDirectory() as folder:
        grid = Path(folder, "grid.toml")
        grid.write_text(page, encoding="utf-8")
        start = perf_counter()
        engine(grid)
        return perf_counter() - start
