"""Three learning rates for one net: too small for the time it gets, one that suits it, and too large."""

from statistics import fmean

from lstm_core.training.experiment import Experiment
from lstm_core.training.progress import Progress

RATES = (0.0002, 0.02, 0.5)
BATCHES = 300
SPAN = 100  # batches over which a loss is averaged before two are compared
FALLS = 0.95  # of the mean before: less means that it still falls


def experiment(rate: float) -> Experiment:
    """Recall with a small LSTM; only the rate differs."""
    return Experiment("recall", hidden=8, steps=BATCHES, learning_rate=rate)


def outcome(progress: Progress) -> str:
    """What came of it in the end, and how the loss moved last."""
    if progress.problem:
        return progress.problem
    if progress.solved:
        return f"It solved the task after {progress.step:,} batches."
    if progress.step < BATCHES:
        return f"It was stopped after {progress.step:,} batches, so nobody knows."
    return f"It did not solve the task within {BATCHES} batches. {_last_moves(progress.losses)}"


def _last_moves(losses: tuple[float, ...] | list[float]) -> str:
    before, now = fmean(losses[-2 * SPAN : -SPAN]), fmean(losses[-SPAN:])
    means = f"the mean loss was {before:.3f} over {SPAN} batches and {now:.3f} over the last {SPAN}"
    if now < FALLS * before:
        return f"Its loss was still falling: {means}. More batches may help: its steps are small."
    return f"Its loss no longer falls: {means}. It is stuck on a plateau, or its steps are too large."
