"""Train small nets on memory tasks, and keep what was learnt.

Only training imports torch, and only when it is first asked for (`train`, `fit`, Progress, History): a page that
just opens a trained net is spared it.
"""

from typing import TYPE_CHECKING, Any

from lstm_core.training.experiment import BOUNDS, CHOICES, Experiment
from lstm_core.training.presets import LECTURE, PRESETS
from lstm_core.training.trained import Trained, load

if TYPE_CHECKING:
    from lstm_core.training.loop import History, Progress, train

__all__ = [
    "BOUNDS",
    "CHOICES",
    "LECTURE",
    "PRESETS",
    "Experiment",
    "History",
    "Progress",
    "Trained",
    "fit",
    "load",
    "train",
]


def fit(experiment: Experiment) -> Trained:
    """Train to the end; raise ValueError with a sentence if the run diverges."""
    from lstm_core.training.loop import train

    *_, progress = train(experiment)
    if progress.problem:
        raise ValueError(progress.problem)
    return Trained(experiment, tuple(progress.history.weights))


def __getattr__(name: str) -> Any:
    """What needs torch, fetched when it is first used."""
    if name not in ("train", "Progress", "History"):
        raise AttributeError(f"{__name__} has no {name}")
    from lstm_core.training import loop

    return getattr(loop, name)
