"""Train the experiments of a sweep: on the cores of this machine, or on a Dask cluster.

Both yield results as they come, and on either an experiment comes out the same.
"""

import itertools
import time
from collections.abc import Generator, Mapping
from functools import cache
from typing import Any

from joblib import Parallel, delayed

from lstm_core.training.experiment import Experiment
from lstm_core.training.loop import train
from lstm_core.training.sweep.grid import RunPlan, experiment_of, key_of
from lstm_core.training.sweep.results import RunResult, result_of

PATIENCE = 30  # seconds until a cluster that says nothing is not waited for any longer
PREFIX = "recall-"  # of tasks on the cluster, as its dashboard shows them


def run(key: str, plan: RunPlan) -> RunResult:
    """Train one experiment until it is solved or has used up its batches, or its seconds if it has a limit.

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
        elif plan["seconds"] and time.thread_time() - start > plan["seconds"]:
            ended = "seconds"
            break
    error = None if ended == "diverged" or not progress.history.errors else progress.history.errors[-1][1].rmse_counted
    return result_of(key, plan, ended, step, time.thread_time() - start, error)


def local(work: Mapping[str, RunPlan], jobs: int) -> Generator[RunResult, None, None]:
    """Train on so many processes of this machine; -1: one for every core."""
    yield from Parallel(n_jobs=jobs, return_as="generator_unordered")(itertools.starmap(delayed(run), work.items()))


def cluster(work: Mapping[str, RunPlan], address: str) -> Generator[RunResult, None, None]:
    """Train on the workers of a Dask scheduler. What a lost worker had begun, or not yet handed over, is done again."""
    distributed = _distributed()
    with _client(distributed, address) as client:
        tasks = [client.submit(run, key, plan, key=PREFIX + key) for key, plan in work.items()]
        try:
            for _, result in distributed.as_completed(tasks, loop=client.loop, with_results=True):
                yield result
        except ModuleNotFoundError as error:
            raise ValueError(
                f"A worker has no {error.name}: install the project there, start it in its folder."
            ) from error
        except distributed.KilledWorker as error:
            raise ValueError("Worker after worker was lost over one experiment. What is done is kept.") from error


def _distributed() -> Any:
    """The package, imported only now; a sentence if it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise ValueError("A cluster needs Dask: pip install -r requirements-cluster.txt.") from error
    return distributed


def _client(distributed: Any, address: str) -> Any:
    """A connection to a scheduler that has workers."""
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ValueError(f"No Dask scheduler answers at {address}; it should look like tcp://host:8786.") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise ValueError(f"The scheduler at {address} has no workers. Start some, and the sweep again.") from error
    return client


@cache
def _warm() -> None:
    """What only the first run of a process pays for."""
    for _ in train(Experiment(steps=10)):
        pass
