"""N12: what a bound on the gradient of one step does and does not say (Pascanu, Mikolov and Bengio 2013)."""

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.words import words

CERTAINTY = ("guaranteed", "possible", "impossible")
STEEPEST = {r"\tanh": 1.0, r"\sigma": 0.25}  # the largest slope of an activation
LARGEST = (0.5, 0.8, 0.9, 1.2, 1.5, 2.0, 3.0, 3.6, 4.5, 5.0, 6.0, 8.0)
HIGHEST = 10.0  # no bound is higher, since no slope is above 1


def vanishing(bound: float) -> str:
    """Below 1 every step shrinks; above 1 activations may still saturate."""
    return "guaranteed" if bound < 1 else "possible"


def exploding(bound: float) -> str:
    """A bound above 1 is necessary for exploding, not sufficient."""
    return "impossible" if bound < 1 else "possible"


def norm_bound(rng: np.random.Generator) -> Drill:
    """N12: slope and largest singular value are given; what is certain?"""
    squash, largest = str(rng.choice(list(STEEPEST))), float(rng.choice(LARGEST))
    slope, other = STEEPEST[squash], sum(STEEPEST.values()) - STEEPEST[squash]
    bound = slope * largest
    put = {
        "squash": squash,
        "slope": slope,
        "largest": largest,
        "bound": bound,
        "side": r"\lt" if bound < 1 else r"\gt",
    }
    page = words("bound", "N12", **put, vanishing=vanishing(bound), exploding=exploding(bound))
    slips = fixed({"other slope": other * largest, "inverted": 1 / bound})
    return page.drill(
        {"largest": largest, "squash": squash},
        page.field("bound", always(bound), slips, rtol=0.01, span=(0, HIGHEST)),
        page.choice("vanishing", lambda k: vanishing(k["bound"]), vanishing(bound), CERTAINTY),
        page.choice("exploding", lambda k: exploding(k["bound"]), exploding(bound), CERTAINTY),
    )
