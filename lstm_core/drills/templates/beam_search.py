"""N13: a beam search by hand, over letters that each depend only on the one before."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Known, Rule, always, fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.templates.search import LETTERS, Chances, Found, beam, beam_per_parent, chance, factors, ranking
from lstm_core.drills.words import number, words

STEPS = 3
FLAT = ((0.5, 0.4, 0.1), (0.5, 0.3, 0.2), (0.45, 0.35, 0.2), (0.4, 0.35, 0.25))
PEAKED = ((0.9, 0.08, 0.02), (0.8, 0.15, 0.05), (0.7, 0.2, 0.1), (0.6, 0.3, 0.1))
TIE = 1.1  # candidates nearer to each other than this would be a matter of rounding
SEQUENCE: dict[str, Any] = {"kind": "sequence", "size": STEPS, "choices": tuple(LETTERS)}


def beam_search(rng: np.random.Generator) -> Drill:
    """N13: a beam of one or two, its result and probability, and the best sequence of all."""
    width, misleading = int(rng.integers(1, 3)), bool(rng.integers(2))
    chances = _drawn(rng, misleading)
    ranked = beam(chances, STEPS, width)
    found, best = ranked[-1][0], ranking(chances, STEPS)[0]
    greedy = beam(chances, STEPS, 1)[-1][0]
    if _tied(chances, width, ranked) or found == (best if width == 1 or misleading else greedy):
        raise Unsuited
    page = words("beam_search", "N13", b=width, **_told(chances, width, ranked, best))
    parts = lambda known: factors(chances, known["found"])
    product: dict[str, Rule] = {"last factor": lambda k: parts(k)[-1], "sum": lambda k: sum(parts(k))}
    missed = {"found": found} if found != best else {"greedy": greedy}
    return page.drill(
        {"b": width, "chances": {before or "start": list(row.values()) for before, row in chances.items()}},
        page.field("found", always(found), fixed(_slips(chances, width, found, best)), **SEQUENCE),
        page.field("p", lambda k: _whole(chances, k), product, rtol=0.02),
        page.field("best", always(best), fixed(missed), **SEQUENCE),
    )


def _drawn(rng: np.random.Generator, misleading: bool) -> Chances:
    """A row of chances for the start and for every letter; misleading if the unlikely first letter leads on well."""
    row = lambda rows: dict(zip(LETTERS, rng.permutation(rows[int(rng.integers(len(rows)))]).tolist(), strict=True))
    start = row(FLAT if misleading else FLAT + PEAKED)
    last = min(start, key=lambda letter: start[letter])
    after = {letter: PEAKED if letter == last else FLAT for letter in LETTERS}
    return {"": start} | {letter: row(after[letter] if misleading else FLAT + PEAKED) for letter in LETTERS}


def _tied(chances: Chances, width: int, ranked: Sequence[Sequence[Found]]) -> bool:
    """Whether some decision is so close that rounding could turn it."""
    cuts = [(step[width - 1], step[width]) for step in ranked[:-1]]
    cuts += [(ranked[-1][0], ranked[-1][1]), next(pairwise(ranking(chances, STEPS)))]
    return any(chance(chances, a) < TIE * chance(chances, b) for a, b in cuts)


def _slips(chances: Chances, width: int, found: Found, best: Found) -> dict[str, Found]:
    """What the usual misunderstandings find, each sequence once."""
    last = beam(chances, STEPS, width, lambda chances, letters: factors(chances, letters)[-1])[-1][0]
    greedy, own_best = beam(chances, STEPS, 1)[-1][0], beam_per_parent(chances, STEPS, width)
    slips = {"greedy": greedy, "per parent": own_best} if width > 1 else {}
    slips |= {"best": best, "last factor": last}
    own: dict[str, Found] = {}
    for word, letters in slips.items():
        if letters != found and letters not in own.values():
            own[word] = letters
    return own


def _whole(chances: Chances, known: Known) -> float:
    """The probability of the sequence that was found."""
    if len(known["found"]) != STEPS:
        raise ValueError(f"the sequence has {STEPS} letters")
    return chance(chances, known["found"])


def _told(chances: Chances, width: int, ranked: Sequence[Sequence[Found]], best: Found) -> dict[str, str]:
    """The table, and after every step the candidates that are kept and the first that is dropped."""
    put = {f"{before or 'p'}{letter}": number(row[letter]) for before, row in chances.items() for letter in LETTERS}
    for k, step in enumerate(ranked, 1):
        kept = step[: 1 + (width if k < STEPS else 1)]
        parts = [rf"\text{{{''.join(letters)}}}: {number(chance(chances, letters))}" for letters in kept]
        put[f"step{k}"] = r",\; ".join(parts)
    return put | {"found": " ".join(ranked[-1][0]), "best": " ".join(best), "top": number(chance(chances, best))}
