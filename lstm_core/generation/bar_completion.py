"""Whether a net fills its bars: after bars that are right, and after bars of its own.

A bar that differs from the tune is no mistake, since there is more than one good tune; a bar of the wrong length is.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lstm_core.generation.corpus import END
from lstm_core.generation.exposure_bias import RUNS, copies, sample_rows
from lstm_core.generation.music.abc import WRITTEN_BY_NETS, bars
from lstm_core.generation.music.tune import Tune
from lstm_core.generation.predictor import Predictor, log_softmax

LONGEST_BAR, USUAL_BAR = 24, 16  # symbols at most for one bar; and for each of several


def full_bars(
    predictor: Predictor, tunes: tuple[str, ...], count: int = 6, seed: int = 0
) -> list[tuple[int, float, float]]:
    """(number of the bar, share that fills its meter after the truth, the same after its own bars), for every bar.

    Tunes that begin with an upbeat are left out, since it may be short. Without any tune there are no rows.
    """
    random = np.random.default_rng(seed)
    true, own = np.zeros(count), np.zeros(count)
    suitable = [parts for parts in map(_split, tunes) if parts and len(parts[1]) > count]
    for header, written, meter in suitable:
        for k in range(count):
            written_on = _continuations(predictor, header + "".join(written[:k]), LONGEST_BAR, random)
            true[k] += np.mean([_full(text, 1, meter)[0] for text in written_on])
        free = _continuations(predictor, header, count * USUAL_BAR, random)
        own += np.mean([_full(text, count, meter) for text in free], 0)
    pairs = zip(true / max(len(suitable), 1), own / max(len(suitable), 1), strict=True)
    return [(k, float(a), float(b)) for k, (a, b) in enumerate(pairs, 1)] if suitable else []


def _split(text: str) -> tuple[str, list[str], Fraction] | None:
    """Header, bars as written, and length of a full bar; None if it begins with an upbeat or is no tune."""
    lines = text.splitlines(keepends=True)
    fields = [line for line in lines if line[1:2] == ":" and line[:1].isalpha()]
    body = "".join(lines[len(fields) :])
    try:
        tune = Tune((*((line[0], line[2:].strip()) for line in fields), *WRITTEN_BY_NETS.items()), body)
        meter, read = tune.meter, bars(tune)
    except ValueError:
        return None
    if meter is None or not read or read[0].length != meter:
        return None
    return "".join(fields), list(_pieces(body)), meter


def _pieces(body: str) -> Iterator[str]:
    """The body, cut after every bar line."""
    piece = ""
    for symbol, after in zip(body, body[1:] + " ", strict=True):
        piece += symbol
        closed = (symbol in "|]" and after not in "|]:\n") or (symbol == "\n" and "|" in piece)
        if closed and any(letter.isalpha() for letter in piece):
            yield piece
            piece = ""
    if piece:
        yield piece


def _full(text: str, count: int, meter: Fraction) -> list[bool]:
    """For each of the first bars of this text, whether it is there, closed, and as long as the meter says."""
    cut = [found.end() for found in re.finditer(r"[|\]]+:?", text.split(END)[0])][: count + 2]
    try:
        found = bars(Tune((("K", "C"), ("L", "1/8")), text[: cut[-1]] if cut else ""))[:count]
    except ValueError:  # a field that nobody can read
        found = ()
    return [bool(bar.closes) and bar.length == meter for bar in found] + [False] * (count - len(found))


def _continuations(predictor: Predictor, prompt: str, length: int, random: np.random.Generator) -> list[str]:
    """RUNS continuations of this length, sampled at temperature 1."""
    logits, state = copies(predictor, prompt, RUNS)
    sampled = []
    for _ in range(length):
        sampled.append(sample_rows(log_softmax(logits), random))
        logits, state = predictor.advance(state, sampled[-1])
    return ["".join(predictor.symbols[place] for place in column) for column in np.array(sampled).T]
