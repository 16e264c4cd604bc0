"""Train small nets on memory tasks. Imports torch; everything a page needs without torch is in lstm_core.tasks."""

from lstm_core.training.experiment import BOUNDS, CHOICES, Experiment
from lstm_core.training.presets import LECTURE, PRESETS
from lstm_core.training.train import History, Progress, train
from lstm_core.training.trained import Trained, load

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
    *_, progress = train(experiment)
    if progress.problem:
        raise ValueError(progress.problem)
    return Trained(experiment, tuple(progress.history.weights))
