"""Keys of ABC notation: tonic, mode, accidentals of their own, and what a clef does to the sound."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from lstm_core.generation.music.tokens import ACCIDENTALS

LETTERS = "CDEFGAB"
FIFTHS = "FCGDAEB"  # the order in which sharps come; flats come in the opposite order
WRITTEN = {number: sign for sign, number in ACCIDENTALS.items()}
_MODES = {"lyd": 1, "": 0, "maj": 0, "ion": 0, "exp": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3}
_MODES |= {"phr": -4, "loc": -5}
_SHORT = {"min": "m", "aeo": "m", "maj": "", "ion": ""}
_SPOKEN, _SPOKEN_SIGNS = re.compile(r"^([A-G])[ -]?([Ff]lat|[Ss]harp)\b"), {"flat": "b", "sharp": "#"}
_SIGNS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_TONIC = re.compile(r"([A-G])([#b♯♭]?)\s*(?:([A-Za-z]+)(?![A-Za-z0-9=+-]))?")
_PIPES = {"HP": "A exp", "Hp": "A exp ^f ^c"}  # the highland pipes: nothing is drawn, or two sharps
_CLEF = re.compile(r"(?:clef=)?(?:treble|alto|tenor|bass|perc|none|[GCFP]\d)\d?(?P<octaves>[+\-^_](?:8|15))?")
_SHIFT = re.compile(r"(?P<name>octave|transpose|t)=(?P<number>[+-]?\d{1,2})")
_LOOKS = re.compile(r"(?:middle|m|stafflines|staffscale|style|stem|stems|name|nm|sname|snm|subname|cue|gstem|dyn)=\S+")
_EXPLICIT = re.compile(r"(\^\^|\^|__|_|=)([A-Ga-g])")


@dataclass(frozen=True)
class Key:
    """A key; `own` are accidentals that are written out, of letters in capitals."""

    letter: str = "C"
    sign: int = 0  # of the tonic: 1 sharp, −1 flat
    mode: str = ""
    own: tuple[tuple[str, int], ...] = ()
    semitones: int = 0  # how much higher it sounds than it is written

    def __str__(self) -> str:
        mode = " exp" if self.mode == "exp" else self.mode
        own = "".join(f" {WRITTEN[number]}{letter.lower()}" for letter, number in self.own)
        return f"{self.letter}{_sharps(self.sign)}{mode}{own}"

    @property
    def place(self) -> int:
        """How many fifths the tonic is above C."""
        return FIFTHS.index(self.letter) - 1 + 7 * self.sign

    @cached_property
    def signature(self) -> Mapping[str, int]:
        """What it does to every letter: 1 sharp, −1 flat, 0 nothing."""
        usual = dict.fromkeys(LETTERS, 0) if self.mode == "exp" else self.usual
        return MappingProxyType(usual | dict(self.own))

    @property
    def usual(self) -> dict[str, int]:
        """The signature that tonic and mode have, without accidentals of its own."""
        place = self.place + _MODES[self.mode]
        if not -7 <= place <= 7:
            raise ValueError(
                f"K:{self} would need more than seven sharps or flats. Choose another key, for example G or Dm."
            )
        altered = FIFTHS[:place] if place > 0 else FIFTHS[7 + place :]
        return {name: (1 if place > 0 else -1) * (name in altered) for name in LETTERS}

    def moved(self, fifths: int) -> "Key":
        """The same scale some fifths higher, what it sounds like left out."""
        letter, sign = name_of(self.place + fifths)
        plain = Key(letter, sign, self.mode)
        before, after = self.usual, plain.usual
        own = self.signature if self.mode == "exp" else dict(self.own)
        moved = {FIFTHS[(FIFTHS.index(old) + fifths) % 7]: (old, number) for old, number in own.items()}
        numbers = {new: number - before[old] + after[new] for new, (old, number) in moved.items()}
        if not set(numbers.values()) <= set(WRITTEN):
            raise ValueError(
                f"K:{self} cannot be moved to C: it would need triple sharps or flats. Choose another key."
            )
        return replace(plain, own=tuple((new, k) for new, k in sorted(numbers.items()) if k or self.mode != "exp"))


def name_of(place: int) -> tuple[str, int]:
    """The letter some fifths above C, and how many sharps it has."""
    return FIFTHS[(place + 1) % 7], (place + 1) // 7


def spelled(place: int) -> str:
    """The same as one word: "Bb"."""
    letter, sign = name_of(place)
    return letter + _sharps(sign)


@lru_cache(maxsize=512)  # a file has few keys
def read_key(text: str, before: Key | None = None) -> Key:
    """What stands behind K:; `before` holds on if there is only a clef. Raises ValueError with a sentence."""
    words = _SPOKEN.sub(lambda found: found[1] + _SPOKEN_SIGNS[found[2].lower()], text.split("%")[0].strip())
    words = _PIPES.get(words, words)
    found = _TONIC.match(words)
    if found is None:
        key, rest = before or Key(), words.removeprefix("none")
    else:
        mode = (found[3] or "").lower()[:3]
        is_mode = mode in _MODES
        key = Key(found[1], _SIGNS[found[2]], _SHORT.get(mode, mode) if is_mode else "")
        rest = words[found.end() if is_mode else found.end(2) :]
    key = _with(key, re.sub(r'\w+="[^"]*"', "", rest).split(), text)
    _ = key.signature
    return key


def signature(key: str) -> Mapping[str, int]:
    """What a key does to every letter: "Edor" -> F and C sharp. Raises ValueError with a sentence if it is unknown."""
    return read_key(key).signature


def sounding(words: Iterable[str]) -> int:
    """How many semitones higher a clef and its like let a voice sound; other words are passed over."""
    total = 0
    for word in words:
        clef, shift = _CLEF.fullmatch(word), _SHIFT.fullmatch(word)
        if clef and clef["octaves"]:
            total += (1 if clef["octaves"][0] in "+^" else -1) * (12 if clef["octaves"][1:] == "8" else 24)
        elif shift:
            total += int(shift["number"]) * (12 if shift["name"] == "octave" else 1)
    return total


def _with(key: Key, words: list[str], text: str) -> Key:
    """The key with what stands behind its mode."""
    own = dict(key.own)
    for word in words:
        accidentals = _EXPLICIT.findall(word)
        if accidentals and "".join(map("".join, accidentals)) == word:
            own |= {letter.upper(): ACCIDENTALS[sign] for sign, letter in accidentals}
        elif not any(kind.fullmatch(word) for kind in (_CLEF, _SHIFT, _LOOKS)):
            raise ValueError(f"K:{text[:20]} is not a key that can be read. Write for example K:G, K:Am or K:Edor.")
    return replace(key, own=tuple(sorted(own.items())), semitones=sounding(words) or key.semitones)


def _sharps(sign: int) -> str:
    return ("#" if sign > 0 else "b") * abs(sign)
