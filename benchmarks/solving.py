"""Whether nets solve their tasks, and in how many CPU seconds, on seeds that nothing was chosen on."""

import time
from statistics import median

from benchmarks.measure import Row
from lstm_core.training import PRESETS, Experiment, train

FIRST_SEED = 1000  # presets were chosen on seeds below 100
PROMISES: list[
    tuple[str, int, float | None, float | None]
] = [  # preset, seeds, CPU seconds: median, worst; None: told, not promised
    ("recall", 50, 0.2, 0.5),
    ("recall twice", 20, 0.7, 2.0),
    ("countdown", 20, 0.7, 2.0),
    ("sequence recall", 20, 0.7, 2.0),
    ("recall with distractors", 10, None, None),
    ("adding", 10, None, None),
    ("parity", 10, None, None),
]
DELAYS = [(100, 10, None), (200, 10, None), (500, 5, 5.0)]  # delay, seeds, CPU seconds at worst


def presets() -> list[Row]:
    """Whether every preset solves its task, and how soon."""
    return [row for name, *_ in PROMISES for row in _promised(name)]


def _promised(name: str) -> list[Row]:
    _, seeds, median_at_most, worst = next(promise for promise in PROMISES if promise[0] == name)
    return _solving(name, PRESETS[name], seeds, median_at_most, worst)


def delays() -> list[Row]:
    """Recall with distractors, asked exactly so many steps later, with chrono initialisation."""
    rows = []
    for delay, seeds, worst in DELAYS:
        experiment = Experiment(
            "recall with distractors", initial="chrono", delay=delay, time=delay + 5, steps=2000, seed=FIRST_SEED
        )
        rows += _solving(f"distractors, delay {delay}", experiment, seeds, None, worst, must=True)
    return rows


def _solving(
    what: str, experiment: Experiment, seeds: int, mid: float | None, worst: float | None, must: bool = False
) -> list[Row]:
    runs = [run(experiment.but(seed=FIRST_SEED + k)) for k in range(seeds)]
    solved, seconds = sum(run[0] for run in runs), [run[2] for run in runs]
    batches = f"{median(run[1] for run in runs):.0f} batches, median"
    return [
        Row(f"{what}: solved of {seeds}", solved, "", note=batches, least=seeds if must or mid or worst else None),
        Row(f"{what}: CPU, median", median(seconds), "s", mid),
        Row(f"{what}: CPU, worst", max(seconds), "s", worst),
    ]


def run(experiment: Experiment) -> tuple[bool, int, float]:
    """Whether it was solved, after how many batches and CPU seconds."""
    start = time.process_time()
    *_, progress = train(experiment)
    return progress.solved, progress.step, time.process_time() - start
