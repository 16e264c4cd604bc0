"""N11 and N12: gradients that vanish or explode over many steps, and what a bound on them does and does not say."""

import math

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.template import Unsuited
from lstm_core.drills.words import number, words
from lstm_core.latex import number as matrix

FATES = ("vanishes", "explodes", "neither")
COURSES = ("shrinks from the start", "grows first, then shrinks", "grows without end")
CERTAINTY = ("guaranteed", "possible", "impossible")


def fate(rate: float) -> str:
    """What becomes of a gradient that is multiplied by the same rate at every step."""
    return "neither" if math.isclose(abs(rate), 1) else "vanishes" if abs(rate) < 1 else "explodes"


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
    w, slope = (
        float(rng.choice((0.5, 0.8, 0.9, 1.2, 1.5, 2.0, 2.5))),
        float(rng.choice((0.25, 0.4, 0.5, 0.65, 0.8, 0.9))),
    )
    n, below, rate = int(rng.integers(3, 9)), float(rng.choice((0.1, 0.01, 0.001))), w * slope
    value = {"no slope": lambda _: w**n, "times": lambda k: n * k["rate"]}
    page = words("decay", "N11 scalar", w=w, slope=slope, n=n, below=below, rate=rate, value=rate**n, fate=fate(rate))
    asks = [
        page.field("rate", lambda _: rate, {"no slope": lambda _: w, "sum": lambda _: w + slope}, rtol=0.01),
        page.field("value", lambda k: k["rate"] ** n, value, rtol=0.05),
        page.choice("fate", lambda k: fate(k["rate"]), fate(rate), FATES),
    ]
    if rate < 1 and fate(rate) != "neither":
        late = {
            "linear": lambda k: round((1 - below) / (1 - k["rate"])),
            "inverted": lambda k: round(math.log(k["rate"]) / math.log(below)),
        }
        asks.insert(2, page.field("lag", lambda k: lag(k["rate"], below), late, kind="integer", atol=1))
    given = {"w": w, "slope": slope, "n": n} | ({"below": below} if any(field.name == "lag" for field in asks) else {})
    return page.drill(given, *asks)


def _diagonal(rng: np.random.Generator) -> Drill:
    a, b = (float(x) for x in rng.choice((0.3, 0.5, 0.6, 0.8, 0.9, 1.1, 1.2, 1.5), 2, replace=False))
    n = int(rng.integers(3, 9))
    large, small = max(a, b), min(a, b)
    norm = float(np.linalg.norm(np.linalg.matrix_power(np.diag([a, b]), n), 2))
    value = {"product": lambda _: (a * b) ** n, "sum": lambda _: (a + b) ** n, "smaller": lambda _: small**n}
    page = words("decay", "N11 diagonal", a=a, b=b, n=n, large=large, value=norm, fate=fate(large))
    return page.drill(
        {"a": a, "b": b, "n": n},
        page.field("value", lambda _: norm, value, rtol=0.05),
        page.choice("fate", lambda _: fate(large), fate(large), FATES),
    )


def _mixed(rng: np.random.Generator) -> Drill:
    a, k = float(rng.choice((0.3, 0.5, 0.8, 0.9, 1.1))), float(rng.choice((0.1, 0.2, 2.0, 4.0, 5.0, 10.0)))
    n, w = int(rng.integers(2, 4)), np.array([[a, k], [0.0, a]])
    if 0.95 < np.linalg.norm(w, 2) < 1.1:
        raise Unsuited
    corner = float(np.linalg.matrix_power(w, n)[0, 1])
    slips = {"entry": lambda _: k**n, "kept": lambda _: a ** (n - 1) * k}
    shown = course(w)
    put = {"a": a, "k": k, "n": n, "corner": corner, "W": matrix(w, number), "course": shown}
    page = words("decay", "N11 mixed", **put, norm=float(np.linalg.norm(w, 2)))
    return page.drill(
        {"a": a, "k": k, "n": n},
        page.field("largest", lambda _: a, {"size": lambda _: k, "sum": lambda _: 2 * a}, rtol=0.01),
        page.field("corner", lambda _: corner, slips, rtol=0.03),
        page.choice("course", lambda _: shown, shown, COURSES),
    )


def course(w: np.ndarray) -> str:
    """How the size of W^n runs, n from 0 to 200; w: (units, units)."""
    sizes = [float(np.linalg.norm(np.linalg.matrix_power(w, n), 2)) for n in (0, 1, 2, 200)]
    return COURSES[2] if sizes[-1] > 1 else COURSES[1] if max(sizes[1:]) > 1 else COURSES[0]


def norm_bound(rng: np.random.Generator) -> Drill:
    """N12: what the largest singular value guarantees (Pascanu, Mikolov and Bengio 2013)."""
    squash, steepest = (("\\tanh", 1.0), ("\\sigma", 0.25))[int(rng.integers(2))]
    largest = float(rng.choice((0.5, 0.8, 0.9, 1.2, 1.5, 2.0, 3.0, 3.6, 4.5, 5.0, 6.0, 8.0)))
    bound = largest * steepest
    other = 1.25 - steepest  # the steepest slope of the other function
    sure, open_ = (lambda b: "guaranteed" if b < 1 else "possible"), (lambda b: "impossible" if b < 1 else "possible")
    slips = {"other slope": lambda _: largest * other, "inverted": lambda _: 1 / bound}
    page = words(
        "decay",
        "N12",
        squash=squash,
        slope=steepest,
        largest=largest,
        bound=bound,
        vanishing=sure(bound),
        exploding=open_(bound),
    )
    return page.drill(
        {"largest": largest, "squash": squash},
        page.field("bound", lambda _: bound, slips, rtol=0.01),
        page.choice("vanishing", lambda k: sure(k["bound"]), sure(bound), CERTAINTY),
        page.choice("exploding", lambda k: open_(k["bound"]), open_(bound), CERTAINTY),
    )
