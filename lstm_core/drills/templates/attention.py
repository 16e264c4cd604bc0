"""N21: attention over three states by hand: scores, weights, context vector (Bahdanau et al. 2015)."""

from typing import Any

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.templates.temperature import softmax
from lstm_core.drills.words import number, numbers, words
from lstm_core.latex import number as matrix

STATES, WIDTH = 3, 2


def context_vector(rng: np.random.Generator) -> Drill:
    """N21: the dot products of a query with three states, their softmax, and the weighted sum of the states."""
    states, query = rng.integers(-2, 3, (STATES, WIDTH)) / 1.0, rng.integers(-2, 3, WIDTH) / 1.0
    scores = states @ query
    if np.ptp(scores) < 1 or np.ptp(scores) > 4 or len({tuple(row) for row in states.tolist()}) < STATES:
        raise Unsuited
    weights = np.array(softmax(scores.tolist()))
    put = {f"h{k}": matrix(state, number) for k, state in enumerate(states, 1)}
    put |= {"s": matrix(query, number), "scores": numbers(scores.tolist()), "weights": numbers(weights.tolist())}
    page = words("attention", "N21", **put, context=matrix(weights @ states, number))
    vector: dict[str, Any] = {"kind": "vector"}
    asks = (
        page.field(
            "weights",
            lambda _: tuple(weights.tolist()),
            fixed(
                {
                    "not normalised": _row(np.exp(scores)),
                    "turned": softmax((-scores).tolist()),
                    "added": softmax((states + query).sum(axis=1).tolist()),
                }
            ),
            size=STATES,
            atol=0.005,
            span=(0.0, 1.0),
            **vector,
        ),
        page.field(
            "context",
            lambda known: _row(np.array(known["weights"]) @ states),
            {
                "by scores": lambda _: _row(scores @ states),
                "mean": lambda _: _row(states.mean(axis=0)),
                "best": lambda known: _row(states[int(np.argmax(known["weights"]))]),
            },
            size=WIDTH,
            atol=0.015,
            **vector,
        ),
    )
    return page.drill({"h": states.tolist(), "s": query.tolist()}, *asks)


def _row(values: Any) -> tuple[float, ...]:
    return tuple(map(float, values))
