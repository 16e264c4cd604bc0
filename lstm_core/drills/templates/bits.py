"""N20: how surprised a net is: nats, bits per symbol and perplexity (Shannon 1951; Jelinek et al. 1977)."""

import math

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.words import number, numbers, words

SHARES = (0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.8, 0.9)
SYMBOLS = 4


def bits_and_perplexity(rng: np.random.Generator) -> Drill:
    """N20: what a net gave to the true symbols; the mean in nats, the same in bits, and the perplexity."""
    shares = [float(p) for p in rng.choice(SHARES, SYMBOLS, replace=False)]
    nats = -sum(map(math.log, shares)) / SYMBOLS
    mean = sum(shares) / SYMBOLS
    if abs(math.log(mean) + nats) < 0.05:
        raise Unsuited
    bits, perplexity = nats / math.log(2), math.exp(nats)
    logs = [number(-math.log(p)) for p in shares]
    put = {"p": numbers(shares), "sum": " + ".join(logs), "nats": nats, "bits": bits, "perplexity": perplexity}
    page = words("bits", "N20", **put, count=SYMBOLS)
    return page.drill(
        {"p": shares},
        page.field(
            "nats",
            lambda _: nats,
            fixed({"of the mean": -math.log(mean), "summed": SYMBOLS * nats, "in bits": bits, "sign": -nats}),
            atol=0.005,
            span=(0.0, -math.log(min(SHARES))),
        ),
        page.field(
            "bits",
            lambda known: known["nats"] / math.log(2),
            {"times": lambda known: known["nats"] * math.log(2), "same": lambda known: known["nats"]},
            atol=0.008,
            span=(0.0, -math.log2(min(SHARES))),
        ),
        page.field(
            "perplexity",
            lambda known: 2 ** known["bits"],
            {"e": lambda known: math.exp(known["bits"]), "two": lambda known: 2 ** known["nats"]}
            | fixed({"of the mean": 1 / mean}),
            rtol=0.02,
            span=(1.0, 1 / min(SHARES)),
        ),
    )
