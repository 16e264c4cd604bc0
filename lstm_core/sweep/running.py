"""Train what a grid of experiments asks for, in parallel, and write down what became of each as soon as it is known."""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

from joblib import Parallel, delayed

from lstm_core.cells import CELLS
from lstm_core.sweep import GRID, RESULTS, Plan, Result, load_results, read_grid
from lstm_core.training.experiment import Experiment
from lstm_core.training.loop import train


def command() -> None:
    """`python -m lstm_core.sweep`, with what was typed after it."""
    parser = argparse.ArgumentParser(prog="python -m lstm_core.sweep", description="Train a grid of experiments.")
    parser.add_argument("grid", nargs="?", type=Path, default=GRID, help="a page of TOML, as lstm_core/sweeps/*.toml")
    parser.add_argument("--jobs", type=int, default=-1, help="processes at once; all cores if not said")
    parser.add_argument("--again", action="store_true", help="train once more what only ran out of seconds")
    wanted = parser.parse_args()
    start = time.perf_counter()
    for done, total, result in sweep(wanted.grid, wanted.jobs, wanted.again):
        minutes = (time.perf_counter() - start) / done * (total - done) / 60
        print(f"{done} of {total}, {minutes:.1f} min left: {_sentence(result)}", flush=True)


def sweep(grid: Path, jobs: int = 1, again: bool = False) -> Iterator[tuple[int, int, Result]]:
    """Train what is missing; yield how many are done, of how many, and the newest result, which is on disk by then."""
    path = grid.with_name(RESULTS)
    there = {result.key for result in load_results(path) if not (again and result.ended == "seconds")}
    missing = {key: plan for key, plan in sorted(read_grid(grid).items()) if key not in there}  # by key: well mixed
    results = Parallel(n_jobs=jobs, return_as="generator_unordered")(delayed(run)(*item) for item in missing.items())
    _mend(path)
    with path.open("a", encoding="utf-8") as file:
        for done, result in enumerate(results, 1):
            file.write(json.dumps(asdict(result)) + "\n")
            file.flush()
            yield done, len(missing), result


def run(key: str, plan: Plan) -> Result:
    """Train one experiment until it is solved or has used up its batches or seconds."""
    _warm()
    settings = {name: value for name, value in plan.items() if name not in ("cell", "seconds")}
    start, ended, step = time.process_time(), "batches", 0
    for progress in train(Experiment(cell=CELLS[plan["cell"]], **settings)):
        step = progress.step
        if progress.solved or progress.problem:
            ended = "solved" if progress.solved else "diverged"
        elif time.process_time() - start > plan["seconds"]:
            ended = "seconds"
            break
    seconds = round(time.process_time() - start, 3)
    return Result(key, plan["cell"], plan["initial"], plan["delay"], plan["seed"], ended, step, seconds)


@cache
def _warm() -> None:
    """What only the first run of a process pays for."""
    for _ in train(Experiment(steps=10)):
        pass


def _mend(path: Path) -> None:
    """Cut off a line that was torn when the last sweep was killed."""
    if path.exists():
        whole = path.read_bytes()
        with path.open("r+b") as file:
            file.truncate(whole.rfind(b"\n") + 1)


def _sentence(result: Result) -> str:
    how = f"{result.ended} after" if result.solved else f"not solved ({result.ended}) in"
    where = f"{result.cell}, {result.initial}, delay {result.delay}, seed {result.seed}"
    return f"{where}: {how} {result.batches} batches, {result.seconds:.2f} s"
