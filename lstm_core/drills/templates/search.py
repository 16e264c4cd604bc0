"""Search for a likely sequence by hand: a beam, a misunderstood beam, and every sequence there is."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product

LETTERS = "ABC"
Chances = Mapping[str, Mapping[str, float]]  # after a letter, or "" at the start, the chance of every letter
Found = tuple[str, ...]


def factors(chances: Chances, letters: Sequence[str]) -> list[float]:
    """The chance of every letter of a sequence after the one before it."""
    return [chances[before][letter] for before, letter in zip(("", *letters), letters, strict=False)]


def chance(chances: Chances, letters: Sequence[str]) -> float:
    """The probability of a whole sequence."""
    return math.prod(factors(chances, letters))


def beam(
    chances: Chances, steps: int, width: int, score: Callable[[Chances, Found], float] = chance
) -> list[list[Found]]:
    """After every step, all candidates, the best first; the first `width` of them are kept."""
    kept: list[Found] = [()]
    ranked: list[list[Found]] = []
    for _ in range(steps):
        grown = [(*prefix, letter) for prefix in kept for letter in LETTERS]
        ranked.append(sorted(grown, key=lambda letters: -score(chances, letters)))
        kept = ranked[-1][:width]
    return ranked


def beam_per_parent(chances: Chances, steps: int, width: int) -> Found:
    """The misunderstanding: so many continuations of EACH prefix are kept, and the best is taken at the end."""
    grown = lambda prefix: sorted(
        [(*prefix, letter) for letter in LETTERS], key=lambda letters: -chance(chances, letters)
    )
    kept: list[Found] = [()]
    for _ in range(steps):
        kept = [letters for prefix in kept for letters in grown(prefix)[:width]]
    return max(kept, key=lambda letters: chance(chances, letters))


def ranking(chances: Chances, steps: int) -> list[Found]:
    """Every sequence of this length, the most likely first."""
    return sorted(product(LETTERS, repeat=steps), key=lambda letters: -chance(chances, letters))
