"""N13 and N14: choose the next letter: a beam search by hand, and a softmax with a temperature."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.templates.search import LETTERS, Chances, beam, beam_per_parent, chance, factors, ranking
from lstm_core.drills.words import number, numbers, words

STEPS = 3
ROWS = (
    (0.7, 0.2, 0.1),
    (0.6, 0.3, 0.1),
    (0.5, 0.4, 0.1),
    (0.5, 0.3, 0.2),
    (0.55, 0.4, 0.05),
    (0.45, 0.35, 0.2),
    (0.4, 0.35, 0.25),
)
TIE = 1.1  # candidates nearer to each other than this would be a matter of rounding


def softmax(logits: Sequence[float], temperature: float = 1.0) -> tuple[float, ...]:
    """The probabilities of all choices."""
    raised = np.exp((np.array(logits) - max(logits)) / temperature)
    return tuple((raised / raised.sum()).tolist())


def beam_search(rng: np.random.Generator) -> Drill:
    """N13: a beam of one or two, its result and probability, and the best sequence of all."""
    rows = [
        dict(zip(LETTERS, rng.permutation(ROWS[int(rng.integers(len(ROWS)))]).tolist(), strict=True)) for _ in range(4)
    ]
    chances: Chances = dict(zip(("", *LETTERS), rows, strict=True))
    width = int(rng.integers(1, 3))
    ranked, best, second = beam(chances, STEPS, width), *ranking(chances, STEPS)[:2]
    found, greedy = ranked[-1][0], beam(chances, STEPS, 1)[-1][0]
    cuts = [(step[width - 1], step[width]) for step in ranked[:-1]] + [ranked[-1][:2], (best, second)]
    if any(chance(chances, a) < TIE * chance(chances, b) for a, b in cuts) or found == (greedy if width == 2 else best):
        raise Unsuited
    slips = {"greedy": greedy, "per parent": beam_per_parent(chances, STEPS, width)} if width == 2 else {"best": best}
    slips["last factor"] = beam(chances, STEPS, width, lambda chances, letters: factors(chances, letters)[-1])[-1][0]
    slips = {
        word: value for k, (word, value) in enumerate(slips.items()) if value not in (found, *list(slips.values())[:k])
    }
    known = lambda name: lambda k: _chance(chances, k["found"]) if name == "all" else factors(chances, k["found"])[-1]
    put = {f"p{letter}": number(p) for letter, p in rows[0].items()}
    put |= {f"{before}{letter}": number(chances[before][letter]) for before in LETTERS for letter in LETTERS}
    put |= {f"step{k}": _told(chances, step, width if k < STEPS else 1) for k, step in enumerate(ranked, 1)}
    page = words(
        "generating", "N13", **put, b=width, found=" ".join(found), best=" ".join(best), top=chance(chances, best)
    )
    facts: dict[str, Any] = {"kind": "sequence", "size": STEPS, "choices": tuple(LETTERS)}
    return page.drill(
        {"b": width, "chances": {before or "start": list(row.values()) for before, row in chances.items()}},
        page.field("found", lambda _: found, fixed(slips), **facts),
        page.field(
            "p",
            known("all"),
            {"last factor": known("last"), "sum": lambda k: sum(factors(chances, k["found"]))},
            rtol=0.02,
        ),
        page.field(
            "best",
            lambda _: best,
            {"found" if found != best else "greedy": lambda _: found if found != best else greedy},
            **facts,
        ),
    )


def temperature(rng: np.random.Generator) -> Drill:
    """N14: three probabilities at one temperature, and the temperature for a wanted ratio."""
    logits = [float(z) for z in rng.choice((-1.0, 0.0, 0.5, 1.0, 2.0, 3.0), 3, replace=False)]
    tau, ratio = float(rng.choice((0.4, 0.5, 0.8, 1.5, 2.0, 2.5))), float(rng.choice((2, 3, 4, 5, 8, 10)))
    high, low = max(logits), min(logits)
    gap = high - low
    raised = [math.exp(z / tau) for z in logits]
    if max(raised) > 100 or min(softmax(logits, tau)) < 0.01:
        raise Unsuited
    slips = {
        "times": lambda _: softmax(logits, 1 / tau),
        "ignored": lambda _: softmax(logits),
        "divided": lambda _: tuple(p / tau for p in softmax(logits)),
        "not normalised": lambda _: tuple(raised),
    }
    wanted = {
        "product": lambda _: gap * math.log(ratio),
        "inverted": lambda _: math.log(ratio) / gap,
        "no log": lambda _: gap / ratio,
    }
    put = {
        "z": numbers(logits),
        "tau": tau,
        "R": ratio,
        "high": high,
        "low": low,
        "gap": gap,
        "raised": numbers(raised),
    }
    page = words(
        "generating", "N14", **put, total=sum(raised), p=numbers(softmax(logits, tau)), wanted=gap / math.log(ratio)
    )
    return page.drill(
        {"z": logits, "tau": tau, "R": ratio},
        page.field("p", lambda _: softmax(logits, tau), slips, kind="vector", size=3, atol=0.005),
        page.field("wanted", lambda _: gap / math.log(ratio), wanted, rtol=0.02),
    )


def _chance(chances: Chances, letters: Sequence[str]) -> float:
    if len(letters) != STEPS:
        raise ValueError("the sequence has another length")
    return chance(chances, letters)


def _told(chances: Chances, step: Sequence[tuple[str, ...]], kept: int) -> str:
    """The kept candidates of a step and the first that is dropped, with their probabilities."""
    parts = ((rf"\text{{{''.join(letters)}}}", number(chance(chances, letters))) for letters in step[: kept + 1])
    return r",\; ".join(f"{letters}: {p}" for letters, p in parts)
