"""Letters written at loose ends: h, C, x or y, by the net of symbols."""

from collections.abc import Sequence

import numpy as np

from lstm_core.ink.nets import Net, Tip
from lstm_core.ink.strokes import Stroke, box_around
from lstm_core.ink.symbols import chances

NEAR = 46.0  # pixels from an end to what is written at it
AHEAD, BEYOND = 4.0, 12.0  # pixels at least, at the start of a wire, and at its end, where a head may be
SURE = 0.85
UPRIGHT = ("times", "y")  # what comes from below or leaves above is x or y
LEFT, RIGHT = ("h", "c", "times"), ("h", "c", "y")  # what arrives, and what leaves
LETTERS = {"h": "h", "c": "c", "y": "y", "times": "x"}  # an x looks like a cross


def read_letters(
    ink: Sequence[Stroke], loose: Sequence[int], nets: Sequence[Net]
) -> tuple[dict[int, str], dict[int, list[int]]]:
    """What is written at loose tips, by id of the tip, and the strokes it is written with."""
    tips = [tip for net in nets for tip in net.tips if tip.part is None]
    groups: dict[int, list[int]] = {}
    for k in loose:
        near = [_distance(ink[k], tip) for tip in tips]
        if near and min(near) < NEAR and ink[k].size < 60:
            groups.setdefault(int(np.argmin(near)), []).append(k)
    read = {id(tips[t]): _letter([ink[k] for k in strokes], tips[t]) for t, strokes in groups.items()}
    written = {id(tips[t]): strokes for t, strokes in groups.items() if read[id(tips[t])]}
    return {tip: letter for tip, letter in read.items() if letter}, written


def _distance(stroke: Stroke, tip: Tip) -> float:
    """How far a stroke is from a tip that it lies ahead of."""
    off = stroke.points - tip.point
    return float(np.hypot(*off.T).min()) if off.mean(axis=0) @ tip.ahead > (AHEAD if tip.start else BEYOND) else np.inf


def _letter(strokes: Sequence[Stroke], tip: Tip) -> str:
    """The first letter, with all strokes that stand above or below its first stroke; "" if unsure."""
    first = min(strokes, key=lambda stroke: stroke.box[0] - 0.5 * (stroke.box[3] - stroke.box[1]))
    x0, _, x1, _ = first.box
    whole = [s for s in strokes if s.box[0] < x1 + 1 and s.box[2] > x0 - 1 and (s.box[0] + s.box[2]) / 2 < x1 + 3]
    upright = abs(tip.lead[1]) > abs(tip.lead[0])
    among = UPRIGHT if upright else LEFT if tip.lead[0] < 0 else RIGHT
    found = chances([stroke.points for stroke in whole], among)
    name, share = next(iter(found.items()))
    _, y0, _, y1 = box_around(stroke.box for stroke in whole)
    return LETTERS[name] if share > SURE and y1 - y0 > 5 else ""
