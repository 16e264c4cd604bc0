"""Every task by name, and what each means, written a second time: one sequence, one step after the other."""

import math

import numpy as np
import pytest

from lstm_core.tasks import FRESH, LECTURE_TASKS, PROBES, TASKS, Batch
from lstm_core.tasks.task import Task

ALL = {**TASKS, **LECTURE_TASKS, **PROBES}


RECALL = ("recall", "recall twice", "recall with distractors")


every_task = pytest.mark.parametrize("task", ALL.values(), ids=ALL)


recall_task = pytest.mark.parametrize("task", [TASKS[name] for name in RECALL], ids=RECALL)


def make(task: Task, count: int = FRESH, seed: int = 0, **sizes: int | None) -> Batch:
    return task.make(np.random.default_rng(seed), count, **sizes)


def uniform(found: np.ndarray, low: int, high: int) -> bool:
    """Whether whole numbers from low to high come equally often: chi square within five standard deviations."""
    counts = np.bincount(np.ravel(found) - low, minlength=high - low + 1)
    chi_square, free = ((counts - counts.mean()) ** 2).sum() / counts.mean(), high - low
    return len(counts) == free + 1 and chi_square < free + 5 * math.sqrt(2 * free)


def recalling(xs):
    kept = 0.0
    for store, value, recall in xs:
        kept = value if store else kept
        yield kept if recall else 0.0


def counting(xs, most):
    left = None
    for flag, number in xs:
        left = round(float(number) * most) if flag else None if left is None else left - 1
        yield float(left == 0)


def replaying(xs):
    kept, speaking = [], False
    for store, bit, trigger in xs:
        kept += [bit] if store else []
        speaking = bool(trigger) or speaking
        yield kept.pop(0) if speaking and kept else 0.0


def adding(xs):
    total = 0.0
    for mark, value, recall in xs:
        total += value if mark else 0.0
        yield total if recall else 0.0


def flipping(xs):
    odd = False
    for (bit,) in xs:
        odd ^= bool(bit)
        yield float(odd)


def reading(xs):
    people, places = 3, 4
    where, who = {}, None
    for step, line in enumerate(xs):
        word = int(np.argmax(line)) if line.any() else None
        if word is not None and word < people:
            who = word
        elif word is not None and word > people:
            where[who] = word - people - 1
        yield [float(step == len(xs) - 1 and place == where[who]) for place in range(places)]


ORACLES = {
    **dict.fromkeys([*RECALL, "recall (lecture)", *PROBES], recalling),
    "countdown": lambda xs: counting(xs, 9),
    "countdown (lecture)": lambda xs: counting(xs, 1),
    "sequence recall": replaying,
    "adding": adding,
    "parity": flipping,
    "story": reading,
}


def perfect(task: Task, batch: Batch) -> np.ndarray:
    """What the oracle answers: (time, batch, outputs); outputs of which it says nothing are silent."""
    answers = np.zeros(batch.ys.shape)
    for which in range(answers.shape[1]):
        said = np.array(list(ORACLES[task.name](batch.xs[:, which])))
        said = said[:, None] if said.ndim == 1 else said
        answers[:, which, : said.shape[1]] = said
    return answers
