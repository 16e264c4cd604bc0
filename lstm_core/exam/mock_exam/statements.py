"""The list to tick after an answer: points and some of their twins, mixed.

Who ticks what sounds right falls for twins; who knows does not. So hits and false alarms are told apart, and nobody
has to judge.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from lstm_core.exam.bank.question import Point

FEW, MANY = 2, 3  # twins in a list, if there are as many
LONG = 4  # points from which on a list has MANY twins
HALF = 2  # a twin for every two points at least: else whoever ticks everything would pass with a long list


@dataclass(frozen=True)
class Statement:
    """A line of the list."""

    point: int  # of the prompt, counted from 1
    true: bool  # the point itself; its twin if not
    text: str


def statements(
    key: str,
    points: Sequence[Point],
    seed: int,
    language: str = "en",
    suspected: Collection[int] = (),
    counted: Collection[int] = (),
) -> tuple[Statement, ...]:
    """The list for a prompt, the same for the same seed.

    key: the id of the prompt. suspected: points that the words seem to contradict; their twins are in the list.
    counted: points that a machine has checked; they are not in it.
    """
    rng = np.random.default_rng((seed, crc32(key.encode())))
    numbers = [k for k in range(1, len(points) + 1) if k not in counted]
    order = sorted(map(int, rng.permutation(numbers)), key=lambda k: k not in suspected)
    usual = MANY if len(numbers) >= LONG else FEW
    twins = order[: max(usual, -(-len(numbers) // HALF), len(set(numbers) & set(suspected)))]
    lines = [Statement(k, True, points[k - 1].wording[language]) for k in numbers]
    lines += [Statement(k, False, points[k - 1].twin[language]) for k in twins]
    return tuple(lines[at] for at in rng.permutation(len(lines)))
