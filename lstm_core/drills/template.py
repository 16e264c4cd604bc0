"""A template: a recipe that makes a new drill of its kind for every seed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.marking import apart

TRIES = 1_000  # numbers are drawn anew until no typical mistake hides behind the right answer


class Unsuited(Exception):
    """These numbers make no good question; draw others."""


@dataclass(frozen=True)
class Template:
    """One kind of drill: DRILLS["N01"](seed) makes it with numbers of its own."""

    key: str  # "N01"
    title: str
    lesson: int  # where its equations are taught
    make: Callable[[np.random.Generator], Drill] = field(repr=False)

    def __call__(self, seed: int) -> Drill:
        """The drill of a seed, always the same one. Its traps stand apart from the answer and from each other."""
        rng = np.random.default_rng([int(self.key[1:]), seed])
        for _ in range(TRIES):
            with suppress(Unsuited):
                drill = self.make(rng)
                if clear(drill):
                    return drill
        raise ValueError(f"{self.key} found no numbers for seed {seed} that tell its typical mistakes apart")


def clear(drill: Drill) -> bool:
    """Whether every wrong value that is recognised differs from the answer and all others for certain."""
    for asked in drill.asks:
        right = [drill.answers[asked.name], *(rule(drill.answers) for rule in asked.also)]
        wrong = [trap.value for trap in drill.all_traps[asked.name]]
        pairs = [(a, b) for k, a in enumerate(wrong) for b in [*right, *wrong[:k]]]
        if not all(apart(asked, a, b) for a, b in pairs):
            return False
    return True
