"""One experiment of a sweep, trained to its end; the same on whatever machine."""

import time
from functools import cache

from lstm_core.training.experiment import Experiment
from lstm_core.training.loop import train
from lstm_core.training.sweep.grid import Plan, experiment_of, key_of
from lstm_core.training.sweep.results import Result, result_of


def run(key: str, plan: Plan) -> Result:
    """Train one experiment until it is solved or has used up its batches or seconds.

    Raises ValueError if the key is another one here: then this machine has another version of the project.
    """
    if key_of(plan) != key:
        raise ValueError(f"{plan['cell']} is another cell on this worker: give all machines the same version.")
    _warm()
    start, ended, step = time.thread_time(), "batches", 0  # of this thread: a worker may train several at once
    for progress in train(experiment_of(plan)):
        step = progress.step
        if progress.solved or progress.problem:
            ended = "solved" if progress.solved else "diverged"
        elif time.thread_time() - start > plan["seconds"]:
            ended = "seconds"
            break
    return result_of(key, plan, ended, step, time.thread_time() - start)


@cache
def _warm() -> None:
    """What only the first run of a process pays for."""
    for _ in train(Experiment(steps=10)):
        pass
