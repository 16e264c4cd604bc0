"""The same tune in the key of C, so that a net need not learn every melody seven times (Sturm et al. 2016)."""

import re

from lstm_core.generation.music.keys import LETTERS, parts, signature
from lstm_core.generation.music.tune import Tune

_NOTE = re.compile(r"(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)")
_SIGNS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
_WRITTEN = {number: sign for sign, number in _SIGNS.items()}


def to_c(tune: Tune) -> Tune:
    """The tune moved to the tonic C, always the one in the middle, so that a letter is a step of the scale.

    K:Edor becomes K:Cdor; a tune moves down by up to six letters.
    """
    letter, _, mode = parts(tune.field("K", "C"))
    old, new = signature(tune.field("K", "C")), signature(f"C{mode}")
    body = _NOTE.sub(lambda found: _moved(found, -LETTERS.index(letter), old, new), tune.body)
    return Tune(tuple((name, f"C{mode}" if name == "K" else words) for name, words in tune.fields), body)


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
