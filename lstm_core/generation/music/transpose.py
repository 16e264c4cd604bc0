"""A tune moved to the key of C.

A net that sees every tune in C need not learn each melody seven times (Sturm et al. 2016).
"""

import re
from functools import lru_cache

from lstm_core.generation.music.key import FIFTHS, LETTERS, WRITTEN, Key, read_key, signature, spelled
from lstm_core.generation.music.tokens import ACCIDENTALS, OLD_CHORD
from lstm_core.generation.music.tune import Tune

_moved = lru_cache(maxsize=512)(Key.moved)  # a file has few keys
__all__ = ["signature", "to_c"]
_PIECE = re.compile(
    r"(?m:^K:(?P<field>(?![|:])[^\n]*))|\[K:(?P<inline>[^\]\n]*)\]"
    r'|(?m:^[A-Za-z]:(?![|:])[^\n]*)|\[[A-Za-z]:[^\]\n]*\]|![^!\n|]*!|"(?P<words>[^"\n]*)"'
    r"|\+(?P<plus>[^+\n|]*)\+"
    r"|(?P<accidental>\^\^|\^|__|_|=)?(?P<letter>[A-Ga-g])(?P<octave>[,']*)"
)
_CHORD_NAME = re.compile(r"(?P<root>[A-G][#b♯♭]?)(?P<kind>[^/A-G]*)(?:/(?P<bass>[A-G][#b♯♭]?))?")


def to_c(tune: Tune) -> Tune:
    """The tune moved to the tonic C, always the one in the middle, so that a letter is a step of the scale.

    K:Edor becomes K:Cdor; a tune moves down by up to six letters. Raises ValueError with a sentence if a key in it
    would need too many accidentals.
    """
    move = _Move(read_key(tune.field("K", "C")))
    header = str(move.new)
    body = _PIECE.sub(move.piece, tune.body)
    return Tune(tuple((name, header if name == "K" else words) for name, words in tune.fields), body, tune.unread)


class _Move:
    """The way from one key to C, with the keys that hold where it has come to in the body."""

    def __init__(self, key: Key) -> None:
        self.fifths, self.letters = -key.place, -LETTERS.index(key.letter)
        self.change(key)

    def change(self, key: Key) -> str:
        self.old, self.new = key, _moved(key, self.fifths)
        self.before, self.after = key.signature, self.new.signature
        self.known: dict[str, str] = {}
        return str(self.new)

    def piece(self, found: re.Match[str]) -> str:
        """One part of the body as it stands in C."""
        if found["field"] is not None:
            return f"K:{self.change(read_key(found['field'], self.old))}"
        if found["inline"] is not None:
            return f"[K:{self.change(read_key(found['inline'], self.old))}]"
        if found["letter"]:
            return self.known.get(found[0]) or self.known.setdefault(found[0], self.note(found))
        if OLD_CHORD.fullmatch(found["plus"] or ""):
            return f"+{_PIECE.sub(self.piece, found['plus'])}+"
        return f'"{self.chord_name(found["words"])}"' if found["words"] else found[0]

    def note(self, found: re.Match[str]) -> str:
        """One note some letters away; an accidental keeps its distance from what the key says."""
        octave, place = divmod(_height(found["letter"], found["octave"]) + self.letters, 7)
        letter, sign = LETTERS[place], ""
        if found["accidental"]:
            number = ACCIDENTALS[found["accidental"]] - self.before[found["letter"].upper()] + self.after[letter]
            if number not in WRITTEN:
                raise ValueError(f"“{found[0]}” cannot be moved to C: it would need a triple sharp or flat.")
            sign = WRITTEN[number]
        return sign + (letter + "," * -octave if octave < 1 else letter.lower() + "'" * (octave - 1))

    def chord_name(self, words: str) -> str:
        """The name of a chord with its root moved; other words stay as they are."""
        found = _CHORD_NAME.fullmatch(words)
        if not found:
            return words
        bass = f"/{self.root(found['bass'])}" if found["bass"] else ""
        return self.root(found["root"]) + found["kind"] + bass

    def root(self, name: str) -> str:
        sign = {"#": 1, "♯": 1, "b": -1, "♭": -1}.get(name[1:], 0)
        return spelled(FIFTHS.index(name[0]) - 1 + 7 * sign + self.fifths)


def _height(letter: str, octave: str) -> int:
    """Letters above the middle C."""
    return LETTERS.index(letter.upper()) + 7 * (letter.islower() + octave.count("'") - octave.count(","))
