"""The command line of sweeps: what was typed, a bar that says how long it still takes, and the end."""

import argparse
import sys
import time
from pathlib import Path

from lstm_core.training.sweep.grid import GRID
from lstm_core.training.sweep.results import RESULTS, RunResult
from lstm_core.training.sweep.running import sweep

WIDTH = 24  # of the bar


def command() -> None:
    """`python -m lstm_core.training.sweep`, with what was typed after it."""
    parser = argparse.ArgumentParser(
        prog="python -m lstm_core.training.sweep", description="Train a grid of experiments."
    )
    parser.add_argument(
        "grid", nargs="?", type=Path, default=GRID, help="a page of TOML, as those in lstm_core/training/sweep/grids"
    )
    parser.add_argument("--jobs", type=int, default=-1, help="processes at once; all cores if not said")
    parser.add_argument("--scheduler", default="", help="train on a Dask cluster: the address of its scheduler")
    parser.add_argument("--again", action="store_true", help="train once more what only ran out of seconds")
    wanted = parser.parse_args()
    try:
        _follow(wanted)
    except ValueError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Everything shown as done is kept; the same command goes on from here.")


def bar(done: int, total: int, seconds: float) -> str:
    """How far it is, and how long it still takes if it goes on as in these seconds."""
    full = WIDTH * done // total
    left = seconds / done * (total - done)
    time_left = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min" if left < 5400 else f"{left / 3600:.1f} h"
    return f"{'█' * full}{'░' * (WIDTH - full)} {done} of {total}, {time_left} left"


def _follow(wanted: argparse.Namespace) -> None:
    start, trained = time.perf_counter(), 0
    for done, total, result in sweep(wanted.grid, wanted.jobs, wanted.again, wanted.scheduler):
        if done == 1 and trained:  # what chooses settings is trained; what is shown begins
            start = time.perf_counter()
        trained += 1
        shown = bar(done, total, time.perf_counter() - start)
        if sys.stdout.isatty():  # the bar stays in place, below what has ended
            print(f"\r\x1b[K{_sentence(result)}\n{shown}", end="\n" if done == total else "", flush=True)
        else:
            print(f"{shown}: {_sentence(result)}", flush=True)
    print(f"{trained} experiments trained now: {wanted.grid.with_name(RESULTS)}")


def _sentence(result: RunResult) -> str:
    how = f"{result.ended} after" if result.solved else f"not solved ({result.ended}) in"
    where = f"{result.cell}, {result.initial}, delay {result.delay}, seed {result.seed}"
    return f"{where}: {how} {result.batches} batches, {result.seconds:.2f} s"
