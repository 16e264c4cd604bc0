"""What is written in a shape: geometry and the net of symbols vote.

A cross is looked for first, whatever the shape: two straight arms that cross near the middle, and the mean of
exp(4iθ) of their directions tells × from +.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import Stroke, cross, joined, length, smooth, straightness
from lstm_core.ink.symbols import chances
from lstm_core.ink.templates import Template, template_votes

SIGNS = ("sigmoid", "tanh", "times", "plus", "one_minus")  # what may be written in a part
KIND_OF = {"sigmoid": "sigmoid", "tanh": "tanh", "times": "mul", "plus": "add", "one_minus": "one_minus"}
STRAIGHT = 0.3  # of its chord, at most, an arm of a cross leaves it
ROUND_PRIOR = {"mul": 1.0, "add": 1.0, "one_minus": 0.6, "sigmoid": 0.15, "tanh": 0.15}
BOX_PRIOR = {"mul": 0.35, "add": 0.35, "one_minus": 0.08, "sigmoid": 1.0, "tanh": 1.0}


def kinds(strokes: Sequence[Stroke], is_round: bool, size: float, own: Sequence[Template] = ()) -> dict[str, float]:
    """How likely each kind of part is, the likeliest first, by what is written in a shape of some size.

    The templates of the learner have a vote where they are close.
    """
    votes, known = _votes(tuple(strokes)), template_votes([stroke.points for stroke in strokes], own)
    if np.ptp(joined(strokes), axis=0).max() < 0.25 * size:  # a dot in a circle is an entrywise product
        dot = {"mul": 0.9 if is_round else 0.4, "sigmoid": 0.2, "add": 0.05}
        return _shares({kind: dot.get(kind, 0.0) + known.get(kind, 0.0) for kind in dot | known})
    if not is_round and len(strokes) == 1:  # a cross in one stroke, and in a box: hardly
        votes = votes | {"mul": 0.4 * votes["mul"], "add": 0.4 * votes["add"]}
    prior = ROUND_PRIOR if is_round else BOX_PRIOR
    return _shares({kind: prior.get(kind, 0.0) * votes.get(kind, 0.0) + known.get(kind, 0.0) for kind in prior | known})


@lru_cache(2_000)
def _votes(strokes: tuple[Stroke, ...]) -> dict[str, float]:
    """The net's view, times what a cross, side by side strokes and the number of strokes say."""
    net = chances([stroke.points for stroke in strokes], SIGNS)
    votes = {KIND_OF[name]: 0.02 + share for name, share in net.items()}
    sign = cross_sign([stroke.points for stroke in strokes])
    if sign is not None:
        slanted = min(max(0.5 - 1.5 * sign, 0.03), 0.97)  # sign: -1 for ×, 1 for +
        votes["mul"] += 3 * slanted
        votes["add"] += 3 * (1 - slanted)
    if len(strokes) > 3 and sign is None:
        votes["tanh"] += 2
    if len(strokes) == 1:
        votes["tanh"] *= 0.5
        votes["one_minus"] *= 0.3
    return votes if sign is None or len(strokes) > 4 else votes | {"tanh": 0.05, "one_minus": 0.5 * votes["one_minus"]}


def cross_sign(strokes: Sequence[Points]) -> float | None:
    """Where two arms cross near the middle, the mean of cos 4θ of them: -1 for ×, 1 for +. None without a cross."""
    arms = [smooth(stroke) for stroke in strokes if len(stroke) > 1]
    size, ink = max((np.ptp(np.concatenate(arms), axis=0)) if arms else [0]), sum(map(length, arms))
    arms = [arm for arm in arms if straightness(arm) < STRAIGHT and np.hypot(*(arm[-1] - arm[0])) > 0.5 * size]
    best = max(combinations(arms, 2), key=lambda pair: _crossing(*pair), default=None)
    if best is None or not _crossing(*best) or sum(map(length, best)) < 0.6 * ink:
        return None
    chords = [arm[-1] - arm[0] for arm in best]
    angles = np.array([np.arctan2(chord[1], chord[0]) for chord in chords])
    return float(np.cos(4 * angles).mean())


def _crossing(a: Points, b: Points) -> float:
    """How squarely two arms cross near their middles: the sine of their angle, or 0."""
    u, v, between = a[-1] - a[0], b[-1] - b[0], b[0] - a[0]
    sine = float(cross(u, v)) / max(float(np.hypot(*u) * np.hypot(*v)), 1e-9)
    if abs(sine) < 0.64:  # 40°
        return 0.0
    along = [float(cross(between, other)) / float(cross(u, v)) for other in (v, u)]
    return abs(sine) if all(0.08 < share < 0.92 for share in along) else 0.0


def _shares(votes: Mapping[str, float]) -> dict[str, float]:
    total = sum(votes.values())
    return {kind: vote / total for kind, vote in sorted(votes.items(), key=lambda item: -item[1])}
