"""Keys of ABC notation: which letters they sharpen or flatten, and where their tonic lies."""

import re

LETTERS = "CDEFGAB"
SEMITONES = dict(zip(LETTERS, (0, 2, 4, 5, 7, 9, 11), strict=True))
_FIFTHS = "FCGDAEB"  # the order in which sharps come; flats come in the opposite order
_MODES = {"": 0, "maj": 0, "ion": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3, "phr": -4, "lyd": 1}
_KEY = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)")


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
