"""The tests of the puzzles: every case there is, within so many steps, and what an ideal net says to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

import numpy as np

from lstm_core.tasks import ideal

VALUES = (0.0, 0.25, 0.5, 0.75, 1.0)
NOISE = 0.6  # on the value line, where nobody said store
STEPS, COUNTED, MOST = 9, 20, 9  # steps of recall and of countdown; the largest number told
Events = Mapping[int, tuple[float, ...]]  # what comes in, by step


@dataclass(frozen=True)
class Trial:
    """Sequences of one kind; xs: (time, cases, inputs), ys: (time, cases)."""

    promise: str  # what a program does that passes
    xs: np.ndarray
    ys: np.ndarray


def _recall() -> Iterator[Trial]:
    pairs, trios = list(combinations(range(STEPS), 2)), list(combinations(range(STEPS), 3))
    told = lambda value: (1.0, value, 0.0)
    ask = (0.0, 0.0, 1.0)
    yield _recalling("outputs the value when it is asked", [{a: told(v), b: ask} for v in VALUES for a, b in pairs])
    yield _recalling("is silent as long as nobody asks", [{a: told(v)} for v in VALUES for a in range(STEPS)])
    noise = [{**dict.fromkeys(range(STEPS), (0.0, NOISE, 0.0)), a: told(v), b: ask} for v in VALUES for a, b in pairs]
    yield _recalling("does not listen unless it is told to", noise)
    yield _recalling("replaces the old value by the new one",
                     [{a: told(v), b: told(1 - v), c: ask} for v in VALUES for a, b, c in trios])  # fmt: skip
    yield _recalling("outputs it a second time", [{a: told(v), b: ask, c: ask} for v in VALUES for a, b, c in trios])


def _countdown() -> Iterator[Trial]:
    counts = range(1, MOST + 1)
    cases = [{t: (1.0, n)} for n in counts for t in range(COUNTED - n)]
    yield _counting("answers exactly n steps after it was told n", cases)
    yield _counting("is silent if it is told nothing", [{}])
    again = [{0: (1.0, n), wait: (1.0, m)} for n in counts for wait in range(1, n) for m in counts]
    yield _counting("begins anew when it is told again too early", again)
    twice = [
        {0: (1.0, n), n + rest: (1.0, m)} for n in counts for rest in (1, 2) for m in counts if n + rest + m < COUNTED
    ]
    yield _counting("counts down a second time", twice)


def _sequence() -> Iterator[Trial]:
    triples = list(product((0.0, 0.5, 1.0), repeat=3))
    yield _replaying("outputs the three values in order", [(v, (), (quiet,)) for v in triples for quiet in range(5)])
    yield _replaying("is silent before it is called", [(v, (), ()) for v in triples])
    yield _replaying("plays them a second time", [(v, (), (0, rest)) for v in triples for rest in (3, 5)])
    yield _replaying("forgets the old values when new ones come", [(v, v[::-1], (1,)) for v in triples])


TRIALS: dict[str, Callable[[], Iterator[Trial]]] = {"recall": _recall, "countdown": _countdown, "sequence": _sequence}


@cache
def trials_of(key: str) -> tuple[Trial, ...]:
    """The tests of a puzzle."""
    return tuple(TRIALS[key]())


def _inputs(cases: Sequence[Events], time: int, width: int) -> np.ndarray:
    xs = np.zeros((time, len(cases), width))
    for which, events in enumerate(cases):
        for step, line in events.items():
            xs[step, which] = line
    return xs


def _recalling(promise: str, cases: Sequence[Events]) -> Trial:
    xs = _inputs(cases, STEPS, 3)
    return Trial(promise, xs, ideal(xs).ys[..., 0].astype(float))


def _counting(promise: str, cases: Sequence[Events]) -> Trial:
    xs = _inputs(cases, COUNTED, 2)
    left, ys = np.full(len(cases), -1.0), []
    for flag, number in xs.transpose(0, 2, 1):
        left = np.where(flag > 0, number, left - 1)
        ys.append(left == 0)
    return Trial(promise, xs, np.array(ys, float))


def _replaying(promise: str, cases: Sequence[tuple[Sequence[float], Sequence[float], Sequence[int]]]) -> Trial:
    """Each case: the values before, those after (if any), and how many quiet steps each call comes after the last."""
    xs, ys = np.zeros((16, len(cases), 5)), np.zeros((16, len(cases)))
    for which, (before, after, calls) in enumerate(cases):
        stored = [*zip(range(3), before, strict=True), *zip(range(3), after, strict=False)]
        for step, (flag, value) in enumerate(stored):
            xs[step, which, [flag, 3]] = 1.0, value
        step = len(stored)
        for quiet in calls:
            step += quiet
            xs[step, which, 4] = 1.0
            ys[step : step + 3, which] = after or before
    return Trial(promise, xs, ys)
