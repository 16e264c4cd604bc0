"""Sweeps as data: what became of many experiments, a line each, and what it comes to.

    python -m lstm_core.training.sweep                 train what the shipped grid asks for and is not there yet
    python -m lstm_core.training.sweep grid.toml       a grid of one's own; its results.jsonl is written beside it
        --jobs 1        processes at once (all cores, if not said)
        --scheduler tcp://host:8786           train on a Dask cluster instead (requirements-cluster.txt)
        --again         train once more what only ran out of seconds

A grid is a page of TOML (grids/delays.toml shows how). It may be stopped at any moment and goes on where it was. If it
chooses settings, what chooses them is trained first, into choosing.jsonl.
No torch here: pages read results through this module, and only the command trains.
"""

from lstm_core.training.sweep.grid import GRID, RunPlan, experiment_of, key_of, one_more, read_grid
from lstm_core.training.sweep.results import (
    RESULTS,
    RunResult,
    SeedSummary,
    line_of,
    load_results,
    plan_of,
    read_row,
    result_of,
    results_of_task,
    row_of,
    summary,
    wilson,
)

COMMAND = "python -m lstm_core.training.sweep"
__all__ = [
    "COMMAND",
    "GRID",
    "RESULTS",
    "RunPlan",
    "RunResult",
    "SeedSummary",
    "experiment_of",
    "key_of",
    "line_of",
    "load_results",
    "one_more",
    "plan_of",
    "read_grid",
    "read_row",
    "result_of",
    "results_of_task",
    "row_of",
    "summary",
    "wilson",
]
