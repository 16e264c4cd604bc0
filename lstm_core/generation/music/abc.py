"""Tunes in ABC notation (Walshaw, abcnotation.com): text -> header, bars and notes."""

import re
from fractions import Fraction
from functools import lru_cache

from lstm_core.generation.music.transpose import LETTERS, SEMITONES, signature
from lstm_core.generation.music.tune import Bar, Note, Tune

LONGEST = 20_000  # characters of one tune
_FIELD = re.compile(r"^([A-Za-z]):\s*(.*?)\s*(?:%.*)?$")
_TOKEN = re.compile(
    r'(?P<skip>"[^"]*"|![^!\n]*!|\{[^}]*\}|\[[A-Za-z]:[^\]]*\])'
    r"|(?P<bar>:*\|+[\]:|]*|::|\[\|)(?P<ending>\s*\[?[1-9](?=[^/\d]))?"
    r"|(?P<tuplet>\(\d)"
    r"|(?P<chord>\[(?=[\^_=]*[A-Ga-g]))?(?P<accidental>\^\^|\^|__|_|=)?(?P<letter>[A-Ga-gzx])(?P<octave>[,']*)"
    r"(?(chord)(?:[\^_=]*[A-Ga-g][,']*)*\]|)(?P<length>\d{0,3}/{0,3}\d{0,3})"
    r"|(?P<broken>[<>]+)"
)
_ACCIDENTALS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}


def read_tune(text: str) -> Tune:
    """One tune. Raises ValueError with a sentence if there is no music or the header cannot be read."""
    if len(text) > LONGEST:
        raise ValueError(f"This tune is {len(text)} characters long; at most {LONGEST} can be read.")
    fields, music = [], []
    for line in text.replace("\r", "").split("\n"):
        found = _FIELD.match(line)
        if found:
            fields.append((found[1], found[2]))
        elif not line.startswith("%"):
            music.append(line)
    tune = Tune(tuple(fields), "\n".join(music).strip("\n"))
    _ = signature(tune.field("K", "C")), tune.meter, tune.unit  # each says so if it cannot be read
    if not any(bar.notes for bar in bars(tune)):
        raise ValueError("There are no notes in this tune. After the line with K: come letters such as GAB c2d.")
    return tune


@lru_cache(maxsize=64)  # one tune is checked, drawn and played
def bars(tune: Tune) -> tuple[Bar, ...]:
    """The bars in the order in which they are written; empty ones are left out."""
    found: list[Bar] = []
    reader, opens = _Reader(tune), ""
    for token in _TOKEN.finditer(tune.body):
        if token["bar"]:
            if reader.notes:
                found.append(Bar(tuple(reader.notes), opens, token["bar"]))
            opens = token["bar"] + (token["ending"] or "").strip(" [")
            reader.new_bar()
        else:
            reader.read(token)
    return (*found, Bar(tuple(reader.notes), opens, "")) if reader.notes else tuple(found)


class _Reader:
    """What has to be remembered from note to note: accidentals of the bar, dots and triplets under way."""

    def __init__(self, tune: Tune) -> None:
        self.unit, self.key = tune.unit, signature(tune.field("K", "C"))
        self.factor, self.triplet = Fraction(1), 0
        self.new_bar()

    def new_bar(self) -> None:
        self.notes: list[Note] = []
        self.signs: dict[str, int] = {}

    def read(self, token: re.Match[str]) -> None:
        if token["tuplet"]:
            self.triplet = 3 if token["tuplet"] == "(3" else 0
        elif token["broken"] and self.notes:
            less = Fraction(1, 2 ** len(token["broken"]))
            before, after = (2 - less, less) if token["broken"][0] == ">" else (less, 2 - less)
            last = self.notes[-1]
            self.notes[-1] = Note(last.pitch, last.length * before, last.at)
            self.factor = after
        elif token["letter"]:
            length = self.unit * _times(token["length"]) * self.factor * (Fraction(2, 3) if self.triplet else 1)
            self.notes.append(Note(self.pitch(token), length, token.start("letter")))
            self.factor, self.triplet = Fraction(1), max(self.triplet - 1, 0)

    def pitch(self, token: re.Match[str]) -> int | None:
        letter = token["letter"].upper()
        if letter not in LETTERS:
            return None
        octave = token["octave"].count("'") - token["octave"].count(",") + token["letter"].islower()
        where = f"{letter}{octave}"  # an accidental holds for the rest of the bar, in its octave
        if token["accidental"]:
            self.signs[where] = _ACCIDENTALS[token["accidental"]]
        return 60 + SEMITONES[letter] + 12 * octave + self.signs.get(where, self.key[letter])


def _times(length: str) -> Fraction:
    """The number behind a letter: "" is 1, "3" is 3, "/" is 1/2, "3/2" is 3/2."""
    above, slash, below = length.partition("/")
    if not slash:
        return Fraction(int(above or 1))
    divisor = int(below.strip("/") or 2 ** (1 + below.count("/")))
    return Fraction(int(above or 1), max(divisor, 1))
