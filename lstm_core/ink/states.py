"""What arrives and what leaves: loose ends at the edge of the sheet, by the letter written there, else by place."""

from collections.abc import Sequence

import numpy as np

from lstm_core.ink.nets import Net, Tip
from lstm_core.ink.outlines import Shape

ASIDE = 0.5  # of the outward direction, at least, must point to the side of the sheet


def name_states(nets: Sequence[Net], shapes: Sequence[Shape], letters: dict[int, str]) -> None:
    """Name every loose tip that leads out of the drawing; `letters` has what is written at one, by id of the tip."""
    loose = [tip for net in nets if any(t.part is not None for t in net.tips) for tip in net.tips if tip.part is None]
    if not shapes:
        return
    left = sorted((tip for tip in loose if _side(tip, shapes) == "left"), key=lambda tip: float(tip.point[1]))
    right = sorted((tip for tip in loose if _side(tip, shapes) == "right"), key=lambda tip: float(tip.point[1]))
    for tip in loose:
        side = _side(tip, shapes)
        if side == "below":
            tip.state = "x"
        elif side == "above":
            tip.state = "h_next" if right else "y"
    for tips, names in ((left, ("c", "h")), (right, ("c_next", "h_next"))):
        for k, tip in enumerate(tips):
            tip.state = names[1] if len(tips) == 1 else names[min(k, 1)]
    _x_above(nets)
    _by_use(nets, shapes, len(left) == 1 and len(right) > 1)
    _by_letter(loose, letters)
    _by_company(nets)


def _x_above(nets: Sequence[Net]) -> None:
    """Where nothing comes from below, what joins a state from above is x."""
    tips = [(net, tip) for net in nets for tip in net.tips]
    if not any(tip.state == "x" for _, tip in tips):
        for net, tip in tips:
            if tip.lead[1] < -ASIDE and tip.state in ("h_next", "y") and any(t.state in ("h", "c") for t in net.tips):
                tip.state = "x"


def _by_use(nets: Sequence[Net], shapes: Sequence[Shape], alone: bool) -> None:
    """Where the upper of two states comes together with x and the lower does not, h is drawn on top.

    So it is where the only state on the left does, and lies above most parts.
    """
    other = {"c": "h", "h": "c", "c_next": "h_next", "h_next": "c_next"}
    joined = [tip for net in nets if any(t.state == "x" for t in net.tips) for tip in net.tips]
    states = {tip.state for tip in joined}
    upside_down = "c" in states and "h" not in states
    if alone and "h" in states:
        middle = np.median([shape.middle[1] for shape in shapes])
        upside_down = all(tip.point[1] < middle for tip in joined if tip.state == "h")
        other = {"c_next": "h_next", "h_next": "c_next"}
    for tip in (tip for net in nets for tip in net.tips if upside_down):
        tip.state = other.get(tip.state, tip.state)


def _side(tip: Tip, shapes: Sequence[Shape]) -> str:
    """On which side of all parts an end leads out of the drawing; "" if on none."""
    boxes = np.array([shape.box for shape in shapes])
    (left, top), (right, low) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    out = {
        "left": left - tip.point[0],
        "right": tip.point[0] - right,
        "above": top - tip.point[1],
        "below": tip.point[1] - low,
    }
    leads = dict(
        zip(("left", "right", "above", "below"), (-tip.lead[0], tip.lead[0], -tip.lead[1], tip.lead[1]), strict=True)
    )
    score = {side: leads[side] + min(out[side], 60.0) / 60 for side in out if leads[side] > -0.5 and out[side] > -25}
    best = max(score, key=lambda side: score[side], default="")
    return best if best and score[best] > ASIDE else ""


def _by_letter(loose: Sequence[Tip], letters: dict[int, str]) -> None:
    """What is written counts more than the place."""
    for tip in loose:
        letter = letters.get(id(tip), "")
        if letter and tip.state:
            leaves = tip.state in ("h_next", "c_next", "y")
            tip.state = {"h": "h_next", "c": "c_next", "x": tip.state, "y": "y"}[letter] if leaves else letter


def _by_company(nets: Sequence[Net]) -> None:
    """What looks like y but comes together with an old state is x; and nothing leaves below but with a new state."""
    for net in nets:
        states = {tip.state for tip in net.tips}
        for tip in net.tips:
            below = tip.lead[1] > ASIDE and not states & {"h_next", "c_next"}
            if tip.state == "y" and (below or states & {"h", "c"}):
                tip.state = "x"
