"""Nets that come with the app, ready trained. `python -m lstm_core.training.pretrained.ship` trains them again."""

from functools import cache
from pathlib import Path

from lstm_core.cells import CELLS
from lstm_core.training.experiment import Experiment
from lstm_core.training.trained import Trained, load

FOLDER = Path(__file__).parent
_LONG = {"hidden": 8, "until_solved": False}  # beyond the criterion, so that what they do is clear to see
SHIPPED: dict[str, Experiment] = {
    "Recall, LSTM 8": Experiment("recall", steps=800, learning_rate=0.01, seed=3, **_LONG),  # type: ignore[arg-type]
    "Recall, GRU 8": Experiment("recall", CELLS["GRU"], steps=600, learning_rate=0.01, seed=1, **_LONG),  # type: ignore[arg-type]
    "Countdown, LSTM 8": Experiment("countdown", steps=800, loss="all steps", **_LONG),  # type: ignore[arg-type]
    "Sequence recall, LSTM 16": Experiment(
        "sequence recall", hidden=16, time=16, steps=800, learning_rate=0.01, until_solved=False
    ),
    "Recall, Elman 8": Experiment("recall", CELLS["Elman"], steps=3000, learning_rate=0.005, **_LONG),  # type: ignore[arg-type]
}


def path(name: str) -> Path:
    """Where a shipped net lies."""
    return FOLDER / f"{name.lower().replace(',', '').replace(' ', '_')}.safetensors"


@cache
def shipped_net(name: str) -> Trained:
    """A shipped net by its name."""
    return load(path(name).read_bytes())
