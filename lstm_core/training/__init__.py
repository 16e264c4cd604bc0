"""Train small nets on memory tasks.

Experiments, presets, histories and trained nets are plain NumPy. What trains needs torch, and is loaded when it is
first asked for, so that a page can offer its choices without waiting for it.

    experiment     what is trained, and how long; presets, initial weights, optimizers, budget beside it
    loop           the updates, one after another: yields a Progress each; net: the net and its readout
    job, trainer   a run, and the one thread that trains the runs of all; scheduler: whose turn it is
    trained        a net that has learnt, to look into and to save; diagnosis: what it has learnt, in words
    reference      any cell in torch, step by step; compiled: the same as a fast layer
    probe, sweep   inside a trained net; experiments by the hundred. pretrained: nets that come with the app
    export         a run as a script, a notebook, a table, a picture
"""

from typing import TYPE_CHECKING, Any

from lstm_core.training.experiment import BOUNDS, CHOICES, Experiment
from lstm_core.training.presets import LECTURE, PRESETS, preset
from lstm_core.training.progress import History, Progress
from lstm_core.training.trained import Trained, load

if TYPE_CHECKING:
    from lstm_core.training.loop import train

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
    "preset",
    "train",
]


def __getattr__(name: str) -> Any:
    if name == "train":
        from lstm_core.training.loop import train

        return train
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def fit(experiment: Experiment) -> Trained:
    """Train to the end; raise ValueError with a sentence if the run diverges."""
    from lstm_core.training.loop import train

    *_, progress = train(experiment)
    if progress.problem:
        raise ValueError(progress.problem)
    return Trained(experiment, tuple(progress.history.weights))
