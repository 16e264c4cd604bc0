"""What the app promises about learning, on seeds that nothing was chosen on: `python -m benchmarks.training`.

CPU seconds of this process, training and judging together, one thread. Ratios are medians of rounds in which the
two sides take turns, so that a busy machine spoils both alike.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

import torch
from torch import nn

from lstm_core.training import LECTURE, PRESETS, Experiment, train
from lstm_core.training.loop import _batches

ROOT = Path(__file__).parents[1]
FIRST_SEED = 1000  # presets were chosen on seeds below 100
ROUNDS = 9
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
PACE = {  # steps a second against a bare loop, at least
    "preset for recall": (PRESETS["recall"], 0.95),
    "the lecture's net": (LECTURE["recall"], 0.95),
    "5 units, batches of 20": (PRESETS["recall"].but(hidden=5, batch=20), None),
}
KERAS = {"tensorflow": 100, "jax": None}  # backend: so much less CPU time do we promise


@dataclass(frozen=True)
class Row:
    """One line of the table; `passed` is None where nothing is promised."""

    what: str
    measured: str
    promise: str = ""
    passed: bool | None = None


def measure() -> list[Row]:
    """Everything, in some minutes."""
    torch.set_num_threads(1)
    for _ in train(PRESETS["recall"].but(steps=20)):
        pass
    return [*presets(), *delays(), *pace(), *against_keras()]


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
    runs = [_run(experiment.but(seed=FIRST_SEED + k)) for k in range(seeds)]
    solved, seconds = sum(run[0] for run in runs), [run[2] for run in runs]
    limits = [f"{name} ≤ {limit:g}" for name, limit in (("median", mid), ("worst", worst)) if limit]
    kept = median(seconds) <= (mid or 1e9) and max(seconds) <= (worst or 1e9)
    all_solved = solved == seeds if must or limits else None
    batches = median(run[1] for run in runs)
    return [
        Row(
            f"{what}: solved",
            f"{solved} of {seeds}",
            f"{seeds} of {seeds}" if all_solved is not None else "",
            all_solved,
        ),
        Row(f"{what}: batches, median", f"{batches:.0f}"),
        Row(
            f"{what}: CPU s, median (worst)",
            f"{median(seconds):.2f} ({max(seconds):.2f})",
            ", ".join(limits),
            kept if limits else None,
        ),
    ]


def _run(experiment: Experiment) -> tuple[bool, int, float]:
    """Whether it was solved, after how many batches and CPU seconds."""
    start = time.process_time()
    *_, progress = train(experiment)
    return progress.solved, progress.step, time.process_time() - start


def pace() -> list[Row]:
    """Steps a second of `train`, picture and judging included, against a loop that does nothing but learn."""
    rows = []
    for name, (experiment, promise) in PACE.items():
        experiment = experiment.but(steps=400, until_solved=False)
        batches = list(islice(_batches(experiment), experiment.steps))
        rounds = [(_bare(experiment, batches), 400 / _run(experiment)[2]) for _ in range(ROUNDS)]
        ratio = median(ours / bare for bare, ours in rounds)
        rows += [
            Row(f"{name}: steps/s", f"{median(ours for _, ours in rounds):.0f}"),
            Row(
                f"{name}: ratio to a bare nn.LSTM loop",
                f"{ratio:.2f}",
                f"≥ {promise}" if promise else "",
                ratio >= promise if promise else None,
            ),
        ]
    return rows


class _Bare(nn.Module):
    """The same net from torch's own parts."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.LSTM(*size) for size in experiment.sizes)
        self.readout = nn.Linear(experiment.hidden, 1) if experiment.readout == "linear" else nn.Identity()

    def forward(self, xs: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            xs = layer(xs)[0]
        return self.readout(xs)


def _bare(experiment: Experiment, batches: Sequence[tuple[torch.Tensor, ...]]) -> float:
    """Steps a second of the shortest loop one would write, its batches ready made."""
    net = _Bare(experiment)
    optimizer = torch.optim.Adam(net.parameters(), lr=experiment.learning_rate, fused=True)
    start = time.process_time()
    for xs, ys, _ in batches:
        optimizer.zero_grad()
        nn.functional.mse_loss(net(xs), ys).backward()
        optimizer.step()
    return len(batches) / (time.process_time() - start)


def against_keras() -> list[Row]:
    """The lecture's recipe to the same criterion, and steps a second at its sizes, by another interpreter."""
    return [row for backend, promise in KERAS.items() for row in _against(backend, promise)]


def _against(backend: str, promise: float | None) -> list[Row]:
    """Ours is measured right before theirs, since the machine may be busier a minute later."""
    if not _installed(backend):
        return [Row(f"Keras on {backend}", "not installed")]
    ours = median(_run(PRESETS["recall"].but(seed=FIRST_SEED + k))[2] for k in range(10))
    paces = {size: _lecture_pace(size) for size in (5, 20)}
    peer = _python(backend, "-m", "benchmarks.keras_peer")
    if peer.returncode:
        why = (peer.stderr.strip().splitlines() or ["no message"])[-1]
        return [Row(f"Keras on {backend}", f"failed ({peer.returncode}): {why}", "", False)]
    found = json.loads(peer.stdout.splitlines()[-1])
    rows = _to_criterion(backend, found["recall"], ours, promise)
    for size, ways in found["pace"].items():
        rows += [_faster(backend, int(size), way, paces[int(size)], theirs) for way, theirs in ways.items()]
    return rows


def _to_criterion(backend: str, runs: list[dict], ours: float, promise: float | None) -> list[Row]:
    if not runs:
        return []
    solved = [run["seconds"] for run in runs if run["solved"]]
    ratio = median(run["seconds"] for run in runs) / ours
    kept = ratio >= promise and len(solved) == len(runs) if promise else None
    told = ", ".join(f"{run['seconds']:.1f} s ({run['batches']} batches)" for run in runs)
    name = f"the lecture's recall net, Keras on {backend}"
    return [
        Row(f"{name}: CPU to the criterion", told),
        Row(f"{name}: CPU, ratio to ours ({ours:.2f} s)", f"{ratio:.0f}", f"≥ {promise}" if promise else "", kept),
    ]


def _lecture_pace(hidden: int) -> float:
    experiment = LECTURE["recall"].but(hidden=hidden, steps=400, until_solved=False)
    return median(400 / _run(experiment)[2] for _ in range(5))


def _faster(backend: str, size: int, way: str, ours: float, theirs: float) -> Row:
    what = f"LSTM {size} → LSTM 2: steps/CPU s, ours against Keras on {backend}, {way}"
    return Row(what, f"{ours:.0f} : {theirs:.0f} = {ours / theirs:.2f}", "> 1", ours > theirs)


def _installed(backend: str) -> bool:
    """Whether the other interpreter, RECALL_KERAS_PYTHON or this one, finds both packages."""
    found = f"from importlib.util import find_spec as f; raise SystemExit(not (f('keras') and f('{backend}')))"
    return _python(backend, "-c", found).returncode == 0


def _python(backend: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    python = os.environ.get("RECALL_KERAS_PYTHON", sys.executable)
    environment = {**os.environ, "KERAS_BACKEND": backend, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    return subprocess.run([python, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def main() -> None:
    """Print the table; fail if a promise is broken."""
    rows = measure()
    for row in rows:
        verdict = {True: "pass", False: "FAIL", None: ""}[row.passed]
        print(f"{row.what:78} {row.measured:>24}  {row.promise:26} {verdict}")
    sys.exit(any(row.passed is False for row in rows))


if __name__ == "__main__":
    main()
