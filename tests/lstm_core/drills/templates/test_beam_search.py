"""A search by hand against enumeration."""

import itertools
import math
from functools import partial

from tests.lstm_core.drills.reference import made, near


def log_chance(chances: dict, word: str) -> float:
    """The logarithm of the probability of a word, letter after letter."""
    return sum(math.log(chances[b or "start"]["ABC".index(c)]) for b, c in zip(("", *word), word, strict=False))


def test_n13_is_what_enumeration_finds():
    for drill in made("N13"):
        chances, width = drill.given["chances"], drill.given["b"]
        words, kept = {}, [""]
        for length in (1, 2, 3):
            every = map("".join, itertools.product("ABC", repeat=length))
            words = sorted(every, key=partial(log_chance, chances), reverse=True)
            kept = [word for word in words if word[:-1] in kept][:width]
        assert "".join(drill.answers["found"]) == kept[0]
        assert drill.answers["p"] == near(math.exp(log_chance(chances, kept[0])))
        assert "".join(drill.answers["best"]) == words[0]
        assert words[0] != kept[0] or width == 2
