"""The same tune in the key of C, so that a net need not learn every melody seven times (Sturm et al. 2016)."""

import re

from lstm_core.generation.keys import LETTERS, parts, signature
from lstm_core.generation.tune import Tune

_NOTE = re.compile(r"(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)")
_SIGNS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
_WRITTEN = {number: sign for sign, number in _SIGNS.items()}
MIDDLE = 6.0  # the letter B above the middle C, counted in letters: tunes are moved to lie around it


def to_c(tune: Tune) -> Tune:
    """The tune moved to the tonic C: K:Edor becomes K:Cdor; up or down, whichever is nearer to the middle."""
    letter, _, mode = parts(tune.field("K", "C"))
    key = f"C{mode}"
    up = -LETTERS.index(letter) % 7
    heights = [_height(found[2], found[3]) for found in _NOTE.finditer(tune.body)]
    mean = sum(heights) / max(len(heights), 1)
    move = min((up - 7, up, up + 7), key=lambda letters: abs(mean + letters - MIDDLE))
    old, new = signature(tune.field("K", "C")), signature(key)
    body = _NOTE.sub(lambda found: _moved(found, move, old, new), tune.body)
    return Tune(tuple((name, key if name == "K" else words) for name, words in tune.fields), body)


def _moved(found: re.Match[str], letters: int, old: dict[str, int], new: dict[str, int]) -> str:
    """One note some letters higher; an accidental keeps its distance from what the key says."""
    octave, place = divmod(_height(found[2], found[3]) + letters, 7)
    letter = LETTERS[place]
    sign = ""
    if found[1]:
        sign = _WRITTEN.get(_SIGNS[found[1]] - old[found[2].upper()] + new[letter], "")
    return sign + (letter + "," * -octave if octave < 1 else letter.lower() + "'" * (octave - 1))


def _height(letter: str, octave: str) -> int:
    """Letters above the middle C."""
    return LETTERS.index(letter.upper()) + 7 * (letter.islower() + octave.count("'") - octave.count(","))
