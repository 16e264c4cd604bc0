"""Names of gates: letters written beside boxes, by the net of letters.

A wrong name costs more than none, so that a letter counts only where the net is sure, and only one that such a box may
bear: f, i, o, r and z are gates, C̃, h̃, g and n candidates.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lstm_core.ink.alphabet import OTHER
from lstm_core.ink.glyphs import Points
from lstm_core.ink.outlines import Shape
from lstm_core.ink.strokes import Stroke, box_around, box_of, gaps, joined
from lstm_core.ink.symbols import letter_chances

NAMES = {"sigmoid": ("f", "i", "o", "r", "z"), "tanh": ("C\u0303", "C", "g", "h\u0303", "h", "n")}
NEAR, CLEAR = 36.0, 6.0  # pixels from a box to its name; and how much farther the next box must be
TOGETHER = 14.0  # pixels between strokes of one name
LOWEST, TALLEST, WIDEST = 8.0, 46.0, 60.0  # pixels: of a letter, and of it with its index
MOST = 7  # strokes of a letter with its index
SURE = 0.8
ODD = 0.25  # how much it counts that a letter looks like one that such a box does not bear


@dataclass(frozen=True)
class Name:
    """What is written beside a box."""

    label: str
    share: float  # how sure that is
    strokes: tuple[int, ...]  # places in the list of strokes


def read_names(
    ink: Sequence[Stroke], loose: Iterable[int], shapes: Sequence[Shape], kinds: Sequence[str]
) -> dict[int, Name]:
    """The names beside shapes of some kinds, by which shape; of two that are the same the surer one."""
    boxes = {k: shapes[k] for k, kind in enumerate(kinds) if kind in NAMES and not shapes[k].round}
    found: dict[int, Name] = {}
    for group in _groups(ink, [k for k in loose if ink[k].size < WIDEST]):
        near = _near(joined([ink[k] for k in group]), boxes)
        read = {kind: _name(ink, group, NAMES[kind]) for kind in {kinds[k] for k in near}}
        at = _clearly(near, [k for k in near if read[kinds[k]]])
        name = read[kinds[at]] if at is not None else None
        if at is not None and name and (at not in found or found[at].share < name.share):
            found[at] = name
    best = {name.label: at for at, name in sorted(found.items(), key=lambda item: item[1].share)}
    return {at: found[at] for at in best.values()}


def _groups(ink: Sequence[Stroke], places: Sequence[int]) -> list[list[int]]:
    """Strokes that lie together."""
    groups: list[list[int]] = []
    for k in places:
        near = [g for g in groups if any(gaps(ink[k].points, ink[j].points).min() < TOGETHER for j in g)]
        groups = [g for g in groups if g not in near] + [[*(j for g in near for j in g), k]]
    return groups


def _near(points: Points, boxes: Mapping[int, Shape]) -> dict[int, float]:
    """The boxes that points lie beside, and how far they are."""
    far = {k: float(shape.away(points).min()) for k, shape in boxes.items()}
    return {k: off for k, off in far.items() if off < NEAR}


def _clearly(near: Mapping[int, float], among: Sequence[int]) -> int | None:
    """The nearest of some boxes, if no other of them is about as near."""
    nearest = sorted(among, key=lambda k: near[k])[:2]
    alone = len(nearest) == 1 or (len(nearest) > 1 and near[nearest[1]] > near[nearest[0]] + CLEAR)
    return nearest[0] if alone else None


def _name(ink: Sequence[Stroke], group: Sequence[int], among: Sequence[str]) -> Name | None:
    """The letter that strokes begin with, from left to right, if it is sure; what follows is its index."""
    if len(group) > MOST:
        return None
    order = sorted(group, key=lambda k: ink[k].box[0] + ink[k].box[2])
    tries = [order[:n] for n in range(1, len(order) + 1) if _is_index(ink, order[:n], order[n:])]
    read = [(share, label) for some in tries for label, share in [_letter([ink[k] for k in some], among)]]
    share, label = max(read, default=(0.0, ""))
    return Name(label, share, tuple(sorted(group))) if share > SURE else None


def _is_index(ink: Sequence[Stroke], letter: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether the rest stands below and to the right of a letter, as an index does; nothing does as well."""
    if not rest:
        return True
    x0, y0, x1, y1 = box_around(ink[k].box for k in letter)
    left, top, _, _ = box_of(joined([ink[k] for k in rest]))
    return len(rest) <= 3 and left > (x0 + x1) / 2 and top > y0 + 0.25 * (y1 - y0)


def _letter(strokes: Sequence[Stroke], among: Sequence[str]) -> tuple[str, float]:
    """The likeliest letter among some, and how sure it is."""
    x0, y0, x1, y1 = box_around(stroke.box for stroke in strokes)
    if not LOWEST < y1 - y0 < TALLEST or x1 - x0 > TALLEST:
        return "", 0.0
    shares = letter_chances([stroke.points for stroke in strokes])
    votes = {name: share * (1.0 if name in (*among, OTHER) else ODD) for name, share in shares.items()}
    label = max(among, key=lambda name: votes[name])
    return label, votes[label] / sum(votes.values())
