"""Ours against the lecture's net in Keras 3, which another interpreter runs: RECALL_KERAS_PYTHON, or this one.

It needs Keras, a backend, and what requirements.txt names.
"""

import json
import os
import subprocess
import sys
from statistics import median

from benchmarks.measure import Row
from benchmarks.solving import FIRST_SEED, run
from lstm_core.training import LECTURE, PRESETS
from tools.serving import ROOT

MISSED = {("jax", "fit"): "XLA runs an epoch over prepared batches as one program"}  # faster than any loop over nn.LSTM
KERAS = {"tensorflow": 100, "jax": None}  # backend: so much less CPU time do we promise


def measure() -> list[Row]:
    """The lecture's recipe to the same criterion, and steps a second at its sizes, by another interpreter."""
    return [row for backend, promise in KERAS.items() for row in _against(backend, promise)]


def _against(backend: str, promise: float | None) -> list[Row]:
    """Ours is measured right before theirs, since the machine may be busier a minute later."""
    if not _installed(backend):
        return [Row(f"Keras on {backend}: not installed", 0)]
    ours = median(run(PRESETS["recall"].but(seed=FIRST_SEED + k))[2] for k in range(10))
    paces = {size: _lecture_pace(size) for size in (5, 20)}
    peer = _python(backend, "-m", "benchmarks.keras_peer")
    if peer.returncode:
        why = (peer.stderr.strip().splitlines() or ["no message"])[-1]
        return [Row(f"Keras on {backend}: failed, {why}", peer.returncode, promise=0)]
    found = json.loads(peer.stdout.splitlines()[-1])
    rows = _to_criterion(backend, found["recall"], ours, promise)
    for size, ways in found["pace"].items():
        rows += [_faster(backend, int(size), way, paces[int(size)], theirs) for way, theirs in ways.items()]
    return rows


def _to_criterion(backend: str, runs: list[dict], ours: float, promise: float | None) -> list[Row]:
    if not runs:
        return []
    solved = all(run["solved"] for run in runs)
    ratio = median(run["seconds"] for run in runs) / ours if solved else 0.0
    told = ", ".join(f"{run['seconds']:.1f} s ({run['batches']} batches)" for run in runs)
    what = f"the lecture's recall net, Keras on {backend}: CPU to the criterion, against ours"
    return [Row(what, ratio, "x", note=f"ours {ours:.2f} s, theirs {told}", least=promise)]


def _lecture_pace(hidden: int) -> float:
    experiment = LECTURE["recall"].but(hidden=hidden, steps=400, until_solved=False)
    return median(400 / run(experiment)[2] for _ in range(5))


def _faster(backend: str, size: int, way: str, ours: float, theirs: float) -> Row:
    what = f"LSTM {size} → LSTM 2: our steps/CPU s against Keras on {backend}, {way}"
    because = MISSED.get((backend, way), "")
    return Row(what, ours / theirs, "x", note=f"{ours:.0f} : {theirs:.0f}", least=1, because=because)


def _installed(backend: str) -> bool:
    """Whether the other interpreter, RECALL_KERAS_PYTHON or this one, finds both packages."""
    found = f"from importlib.util import find_spec as f; raise SystemExit(not (f('keras') and f('{backend}')))"
    return _python(backend, "-c", found).returncode == 0


def _python(backend: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    python = os.environ.get("RECALL_KERAS_PYTHON", sys.executable)
    environment = {**os.environ, "KERAS_BACKEND": backend, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    return subprocess.run([python, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
