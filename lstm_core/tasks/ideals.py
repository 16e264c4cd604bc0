"""What an ideal net says to inputs placed by hand, for the tasks where this can be worked out."""

from collections.abc import Callable

import numpy as np

from lstm_core.tasks.countdown import INPUTS as COUNTING
from lstm_core.tasks.countdown import MOST
from lstm_core.tasks.recall import INPUTS as RECALLING
from lstm_core.tasks.recall import ideal as recalled
from lstm_core.tasks.sequence import BITS
from lstm_core.tasks.task import Task


def ideal_answer(task: Task, xs: np.ndarray) -> np.ndarray | None:
    """The ideal answers, (time, 1), to one sequence, (time, inputs); None for a task this is not known of."""
    rule = RULES.get(task.name) or (_recall if task.inputs == RECALLING else None)
    return rule(np.asarray(xs, float)) if rule else None


def _recall(xs: np.ndarray) -> np.ndarray:
    return recalled(xs[:, None]).ys[:, 0]


def _countdown(xs: np.ndarray) -> np.ndarray:
    ys = np.zeros((len(xs), len(COUNTING) - 1))
    for told in np.flatnonzero(xs[:, 0] >= 0.5):
        due = told + round(float(xs[told, 1]) * MOST)
        if told < due < len(ys):
            ys[due] = 1
    return ys


def _replay(xs: np.ndarray) -> np.ndarray:
    """Each trigger replays the four bits stored last, or the fewer there were."""
    ys = np.zeros((len(xs), 1))
    stored: list[float] = []
    for t, (store, bit, trigger) in enumerate(xs):
        stored += [float(bit >= 0.5)] * bool(store >= 0.5)
        if trigger >= 0.5:
            bits = stored[-BITS:]
            ys[t : t + len(bits), 0] = bits[: len(ys) - t]
    return ys


RULES: dict[str, Callable[[np.ndarray], np.ndarray]] = {"countdown": _countdown, "sequence recall": _replay}
