"""N14: a softmax with a temperature, and the temperature for a wanted ratio."""

import math
from collections.abc import Sequence

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.words import numbers, words


def softmax(logits: Sequence[float], temperature: float = 1.0) -> tuple[float, ...]:
    """The probabilities of all choices."""
    raised = np.exp((np.array(logits) - max(logits)) / temperature)
    return tuple((raised / raised.sum()).tolist())


def wanted(gap: float, ratio: float) -> float:
    """The temperature at which logits so far apart give probabilities in this ratio."""
    return gap / math.log(ratio)


def temperature(rng: np.random.Generator) -> Drill:
    """N14: three probabilities at one temperature, and the temperature for a wanted ratio."""
    logits = [float(z) for z in rng.choice((-1.0, 0.0, 0.5, 1.0, 2.0, 3.0), 3, replace=False)]
    tau, ratio = float(rng.choice((0.4, 0.5, 0.8, 1.5, 2.0, 2.5))), float(rng.choice((2, 3, 4, 5, 8, 10)))
    high, low, right = max(logits), min(logits), softmax(logits, tau)
    raised = tuple(math.exp(z / tau) for z in logits)
    if max(raised) > 100 or min(right) < 0.01:
        raise Unsuited
    flat, gap = softmax(logits), high - low
    slips = {"times": softmax(logits, 1 / tau), "ignored": flat, "divided": tuple(p / tau for p in flat)}
    turned = {"product": gap * math.log(ratio), "inverted": 1 / wanted(gap, ratio), "no log": gap / ratio}
    rows = {"z": numbers(logits), "raised": numbers(raised), "p": numbers(right)}
    put = {"tau": tau, "R": ratio, "high": high, "low": low, "gap": gap, "total": sum(raised)}
    page = words("temperature", "N14", **put, **rows, wanted=wanted(gap, ratio))
    return page.drill(
        {"z": logits, "tau": tau, "R": ratio},
        page.field("p", always(right), fixed(slips | {"not normalised": raised}), kind="vector", size=3, atol=0.005),
        page.field("wanted", always(wanted(gap, ratio)), fixed(turned), rtol=0.02),
    )
