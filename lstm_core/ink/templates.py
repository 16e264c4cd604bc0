"""A learner's own signs: what was corrected once is known the next time, and outvotes the net where it is closer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.clean import points_of
from lstm_core.ink.glyphs import Points
from lstm_core.ink.symbols import features
from lstm_core.prose.complaint import sentence
from lstm_core.prose.wording import Wording

MOST_TEMPLATES, MOST_STROKES, MOST_POINTS = 40, 12, 2_000
CLOSE = 1.5  # distance at which a template still counts for a good part of its vote
VOTE = 4.0  # of a template that is the very same


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
        votes[template.kind] = max(votes.get(template.kind, 0.0), VOTE * float(np.exp(-((far / CLOSE) ** 2))))
    return votes
