"""Whether a net fills its bars: after bars that are right, and after bars of its own.

To be unlike the tune it is compared with is no mistake: there is more than one good tune. A bar too long is one.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lstm_core.generation.corpus import END
from lstm_core.generation.exposure_bias import RUNS, copies, thrown
from lstm_core.generation.music.abc import bars
from lstm_core.generation.music.tune import Tune
from lstm_core.generation.predictor import Speaker, log_softmax

LONGEST_BAR, USUAL_BAR = 24, 16  # symbols after which one bar is given up; and each of several


def full_bars(
    speaker: Speaker, tunes: tuple[str, ...], count: int = 6, seed: int = 0
) -> list[tuple[int, float, float]]:
    """(number of the bar, share that fills its meter after the truth, the same after its own bars), for every bar.

    Only tunes whose first `count` bars are full are asked, since an upbeat may be short. No tune, no rows.
    """
    random = np.random.default_rng(seed)
    true, own = np.zeros(count), np.zeros(count)
    asked = [found for found in map(_opened, tunes) if found and len(found[1]) > count]
    for header, written, meter in asked:
        for k in range(count):
            said = _said(speaker, header + "".join(written[:k]), LONGEST_BAR, random)
            true[k] += np.mean([_full(text, 1, meter)[0] for text in said])
        own += np.mean([_full(text, count, meter) for text in _said(speaker, header, count * USUAL_BAR, random)], 0)
    pairs = zip(true / max(len(asked), 1), own / max(len(asked), 1), strict=True)
    return [(k, float(a), float(b)) for k, (a, b) in enumerate(pairs, 1)] if asked else []


def _opened(text: str) -> tuple[str, list[str], Fraction] | None:
    """Header, bars as they are written and what a bar holds; None if it begins with an upbeat or is no tune."""
    lines = text.splitlines(keepends=True)
    fields = [line for line in lines if line[1:2] == ":" and line[:1].isalpha()]
    body = "".join(lines[len(fields) :])
    try:
        tune = Tune(tuple((line[0], line[2:].strip()) for line in fields), body)
        meter, read = tune.meter, bars(tune)
    except ValueError:
        return None
    whole = bool(read) and read[0].length == meter
    return ("".join(fields), list(_pieces(body)), meter) if whole else None


def _pieces(body: str) -> Iterator[str]:
    """The body cut behind the lines between its bars."""
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
    """Of each of the first bars of this text, whether it is there, closed, and as long as the meter says."""
    cut = [found.end() for found in re.finditer(r"[|\]]+:?", text.split(END)[0])][: count + 2]
    found = bars(Tune((("K", "C"), ("L", "1/8")), text[: cut[-1]] if cut else ""))[:count]
    return [bool(bar.closes) and bar.length == meter for bar in found] + [False] * (count - len(found))


def _said(speaker: Speaker, prompt: str, length: int, random: np.random.Generator) -> list[str]:
    """RUNS continuations of this length, thrown at temperature 1."""
    logits, state = copies(speaker, prompt, RUNS)
    said = []
    for _ in range(length):
        said.append(thrown(log_softmax(logits), random))
        logits, state = speaker.advance(state, said[-1])
    return ["".join(speaker.symbols[place] for place in column) for column in np.array(said).T]
