"""What several tests need: every template with many seeds, each made once."""

from collections.abc import Iterator
from functools import cache

import pytest

from lstm_core.drills import DRILLS, Drill, Field
from lstm_core.drills.reading import written

SEEDS = range(500)

# with several workers, all tests of a template go to one of them, which makes its drills once
each_template = pytest.mark.parametrize(
    "key", [pytest.param(key, marks=pytest.mark.xdist_group(f"drills {key}"), id=key) for key in DRILLS]
)


def drills(key: str, count: int = len(SEEDS)) -> Iterator[Drill]:
    """The drills of a template, one for every seed, or for the first so many; none is made before it is asked for."""
    return (made(key, seed) for seed in SEEDS[:count])


@cache
def made(key: str, seed: int) -> Drill:
    """The drill of a template with this seed."""
    return DRILLS[key](seed)


def typed(drill: Drill) -> dict[str, str]:
    """Every right answer as it is asked for."""
    return {asked.name: written(asked, drill.answers[asked.name]) for asked in drill.asks}


def with_commas(asked: Field, text: str) -> str:
    return text.replace(".", ",") if asked.kind in ("number", "vector") else text
