"""Keys of ABC notation, and a tune moved to the key of C.

A net that sees every tune in C need not learn each melody seven times (Sturm et al. 2016).
"""

import re

from lstm_core.generation.music.tune import Tune

LETTERS = "CDEFGAB"
SEMITONES = dict(zip(LETTERS, (0, 2, 4, 5, 7, 9, 11), strict=True))
_FIFTHS = "FCGDAEB"  # the order in which sharps come; flats come in the opposite order
_MODES = {"": 0, "maj": 0, "ion": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3, "phr": -4, "lyd": 1}
_KEY = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)")
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


def signature(key: str) -> dict[str, int]:
    """What a key does to every letter: 1 sharp, −1 flat, 0 nothing; "Edor" -> F and C sharp.

    Raises ValueError with a sentence for a key that is not known.
    """
    letter, sign, mode = parts(key)
    place = _FIFTHS.index(letter) - 1 + 7 * ((sign == "#") - (sign == "b")) + _MODES[mode]
    if not -7 <= place <= 7:
        raise ValueError(
            f"K:{key} would need more than seven sharps or flats. Choose another key, for example G or Dm."
        )
    altered = _FIFTHS[:place] if place > 0 else _FIFTHS[7 + place :]
    return {name: (1 if place > 0 else -1) * (name in altered) for name in LETTERS}


def parts(key: str) -> tuple[str, str, str]:
    """Tonic, its sign and the mode of a key: ("B", "b", "m")."""
    found = _KEY.match(key.strip() or "C")
    mode = _mode(found[3]) if found else None
    if found is None or mode is None:
        raise ValueError(f"K:{key[:20]} is not a key that can be read. Write for example K:G, K:Am or K:Edor.")
    return found[1], found[2], mode


def _mode(word: str) -> str | None:
    """The mode behind a word, of which the first three letters count; "m" and "min" are the same."""
    short = word.lower()[:3]
    return {"min": "m", "aeo": "m", "maj": "", "ion": ""}.get(short, short) if short in _MODES else None


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
