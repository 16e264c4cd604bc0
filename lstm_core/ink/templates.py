"""A learner's own signs: what was corrected once is known the next time, and outvotes the net where it is closer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.clean import points_of
from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import resampled
from lstm_core.ink.symbols import features
from lstm_core.prose.complaint import sentence
from lstm_core.prose.wording import Wording

if TYPE_CHECKING:
    from lstm_core.ink.sheet import Sheet

MOST_TEMPLATES, MOST_STROKES, MOST_POINTS = 40, 12, 2_000
SAME, SLOPE = 3.0, 0.25  # distance up to which two signs are by one hand: 95 % are, and 95 % of other signs are farther
VOTE = 3.0  # of a template that is the very same; the net has one at most
SIZE = 100.0  # of the box into which a template is fitted
STEP = 3.0  # between its points


@dataclass(frozen=True)
class Template:
    """A sign as this learner writes it."""

    kind: str
    seen: NDArray[np.float64]  # as the net sees it


def read_templates(data: object) -> tuple[list[Template], list[Wording]]:
    """The templates that a browser sent, without what are none; and what to say about that."""
    rows = list(data) if isinstance(data, list | tuple) else [data]
    found = [_template(row) for row in rows[-MOST_TEMPLATES:]]
    kept = [template for template in found if template is not None]
    wrong = len(found) - len(kept)
    return kept, [sentence("wrong_templates", count=wrong)] if wrong else []


def _template(row: object) -> Template | None:
    if not isinstance(row, Mapping):
        return None
    kind, strokes = row.get("kind"), row.get("strokes")
    if not isinstance(kind, str) or kind not in KINDS or kind in (*GIVEN, *LEAVES):
        return None
    if not isinstance(strokes, list | tuple) or not 0 < len(strokes) <= MOST_STROKES:
        return None
    points = [points_of(stroke, MOST_POINTS) for stroke in strokes]
    if any(stroke is None for stroke in points):
        return None
    return Template(kind, _seen(tuple(stroke.tobytes() for stroke in points if stroke is not None)))


@lru_cache(1_000)
def _seen(strokes: tuple[bytes, ...]) -> NDArray[np.float64]:
    return features([np.frombuffer(stroke).reshape(-1, 2) for stroke in strokes])


def template_votes(strokes: Sequence[Points], templates: Sequence[Template]) -> dict[str, float]:
    """How much the templates speak for each kind: the closest of each counts."""
    if not templates:
        return {}
    seen = features(strokes)
    votes: dict[str, float] = {}
    for template in templates:
        far = float(np.linalg.norm(seen - template.seen))
        votes[template.kind] = max(votes.get(template.kind, 0.0), VOTE / (1 + float(np.exp((far - SAME) / SLOPE))))
    return votes


def learned(strokes: Sequence, sheet: "Sheet") -> list[dict[str, Any]]:
    """Templates of the parts of a sheet whose sign was read wrong until the learner told it, as plain JSON."""
    wrong = [part for part in sheet.parts if part.told and next(iter(part.shares)) != part.kind]
    found = [_fitted(part.kind, [points_of(strokes[k]) for k in part.sign]) for part in wrong]
    return [row for row in found if _template(row) is not None]


def kept(old: Sequence, new: Sequence) -> list:
    """Templates with some more of them: each once, the latest ones if there are too many."""
    rows = [row for row in old if row not in new]
    return [*rows, *new][-MOST_TEMPLATES:]


def _fitted(kind: str, sign: Sequence[Points | None]) -> dict[str, Any]:
    """A template in a box of its own, with no more points than it needs."""
    strokes = [stroke for stroke in sign if stroke is not None]
    every = np.concatenate(strokes)
    low, size = every.min(axis=0), max(float(np.ptp(every, axis=0).max()), 1e-6)
    fitted = [resampled((stroke - low) * SIZE / size, STEP).round(1).tolist() for stroke in strokes]
    return {"kind": kind, "strokes": fitted}
