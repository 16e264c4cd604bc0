"""N11: gradients that vanish or explode over many steps: of one unit, and of two that do or do not mix."""

import math

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Field, Rule, always, fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.words import Words, number, words
from lstm_core.latex import number as matrix

FATES = ("vanishes", "explodes", "does neither")
COURSES = ("shrinks from the start", "grows first, then shrinks", "grows without end")


def fate(rate: float) -> str:
    """What becomes of a gradient that is multiplied by the same rate at every step."""
    return "does neither" if math.isclose(abs(rate), 1) else "vanishes" if abs(rate) < 1 else "explodes"


def lag(rate: float, below: float) -> int:
    """After how many steps a gradient has fallen below a value, counted; rate in (0, 1)."""
    if not 0 < rate < 1:
        raise ValueError("only a rate between 0 and 1 falls")
    steps, left = 0, 1.0
    while left >= below and steps < 10_000:
        steps, left = steps + 1, left * rate
    return steps


def gradient_at_lag(rng: np.random.Generator) -> Drill:
    """N11: one unit, two units that do not mix, or two that do."""
    return (_scalar, _diagonal, _mixed)[int(rng.integers(3))](rng)


def _scalar(rng: np.random.Generator) -> Drill:
    weights, slopes = (0.5, 0.8, 0.9, 1.2, 1.5, 2.0, 2.5), (0.25, 0.4, 0.5, 0.65, 0.8, 0.9)
    w, slope = float(rng.choice(weights)), float(rng.choice(slopes))
    n, below, rate = int(rng.integers(3, 9)), float(rng.choice((0.1, 0.01, 0.001))), w * slope
    value: dict[str, Rule] = {"no slope": always(w**n), "times": lambda k: n * k["rate"]}
    page = words("decay", "N11 scalar", w=w, slope=slope, n=n, below=below, rate=rate, value=rate**n, fate=fate(rate))
    within = (0.0, w)  # no slope is above 1
    asks = [
        page.field("rate", always(rate), fixed({"no slope": w, "sum": w + slope}), rtol=0.01, span=within),
        page.field("value", lambda k: k["rate"] ** n, value, rtol=0.05),
        page.choice("fate", lambda k: fate(k["rate"]), fate(rate), FATES),
    ]
    given = {"w": w, "slope": slope, "n": n}
    if fate(rate) != "vanishes":
        return page.drill(given, *asks)
    return page.drill(given | {"below": below}, *asks[:2], _lag(page, below), asks[2])


def _lag(page: Words, below: float) -> Field:
    """The step at which a gradient has fallen below a value, one more or less forgiven."""
    wrong: dict[str, Rule] = {
        "linear": lambda k: round((1 - below) / (1 - k["rate"])),
        "inverted": lambda k: round(math.log(k["rate"]) / math.log(below)),
    }
    return page.field("lag", lambda k: lag(k["rate"], below), wrong, kind="integer", atol=1)


def _diagonal(rng: np.random.Generator) -> Drill:
    a, b = (float(x) for x in rng.choice((0.3, 0.5, 0.6, 0.8, 0.9, 1.1, 1.2, 1.5), 2, replace=False))
    n = int(rng.integers(3, 9))
    large, small = max(a, b), min(a, b)
    norm = float(np.linalg.norm(np.linalg.matrix_power(np.diag([a, b]), n), 2))
    value = fixed({"product": (a * b) ** n, "sum": (a + b) ** n, "smaller": small**n})
    page = words("decay", "N11 diagonal", a=a, b=b, n=n, large=large, value=norm, fate=fate(large))
    return page.drill(
        {"a": a, "b": b, "n": n},
        page.field("value", always(norm), value, rtol=0.05),
        page.choice("fate", always(fate(large)), fate(large), FATES),
    )


def _mixed(rng: np.random.Generator) -> Drill:
    a, k = float(rng.choice((0.3, 0.5, 0.8, 0.9, 1.1))), float(rng.choice((0.1, 0.2, 2.0, 4.0, 5.0, 10.0)))
    n, w = int(rng.integers(2, 4)), np.array([[a, k], [0.0, a]])
    if 0.95 < np.linalg.norm(w, 2) < 1.1:
        raise Unsuited
    corner = float(np.linalg.matrix_power(w, n)[0, 1])
    slips = fixed({"entry": k**n, "kept": a ** (n - 1) * k})
    shown = course(w)
    put = {"a": a, "k": k, "n": n, "corner": corner, "W": matrix(w, number), "course": shown}
    page = words("decay", "N11 mixed", **put, norm=float(np.linalg.norm(w, 2)))
    return page.drill(
        {"a": a, "k": k, "n": n},
        page.field("largest", always(a), fixed({"size": k, "sum": 2 * a}), rtol=0.01),
        page.field("corner", always(corner), slips, rtol=0.03),
        page.choice("course", always(shown), shown, COURSES),
    )


def course(w: np.ndarray) -> str:
    """How the size of W^n runs, n from 0 to 200; w: (units, units)."""
    sizes = [float(np.linalg.norm(np.linalg.matrix_power(w, n), 2)) for n in (0, 1, 2, 200)]
    return COURSES[2] if sizes[-1] > 1 else COURSES[1] if max(sizes[1:]) > 1 else COURSES[0]
