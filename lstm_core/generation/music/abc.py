"""Tunes in ABC notation (Walshaw, abcnotation.com): text -> header, bars and notes."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from lstm_core.generation.music.key import LETTERS, read_key, sounding
from lstm_core.generation.music.lines import sorted_lines
from lstm_core.generation.music.tokens import ACCIDENTALS, IN_CHORD, TOKEN, chord, times
from lstm_core.generation.music.tune import Bar, Note, Tune, is_compound, read_meter, read_unit

LONGEST = 20_000  # characters of one tune
MOST_RESTS = 1_000  # bars of rest that are written as a number
SEMITONES = dict(zip(LETTERS, (0, 2, 4, 5, 7, 9, 11), strict=True))
WRITTEN_BY_NETS = MappingProxyType({"M": "4/4", "L": "1/8"})  # what corpora leave out, and nets with them
_NOTHING: Mapping[str, str] = MappingProxyType({})
_TUPLETS = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}  # in the time of how many; others by the meter


def read_tune(text: str, defaults: Mapping[str, str] = _NOTHING, first_line: int = 1) -> Tune:
    """One tune. Raises ValueError with a sentence if there is no music or a field cannot be read.

    `defaults` are fields that hold where the tune has none; its lines are counted from `first_line`.
    """
    if len(text) > LONGEST:
        raise ValueError(f"This tune is {len(text)} characters long; at most {LONGEST} can be read.")
    tune = sorted_lines(text, defaults, first_line)
    if not _has_notes(tune):
        raise ValueError("There are no notes in this tune. After the line with K: come letters such as GAB c2d.")
    return tune


@lru_cache(maxsize=64)  # one tune is checked, drawn and played
def bars(tune: Tune) -> tuple[Bar, ...]:
    """The bars in the order in which they are written; empty ones are left out.

    Raises ValueError with a sentence for a field that cannot be read.
    """
    reader = _Reader(tune)
    for token in TOKEN.finditer(tune.body):
        reader.read(token)
    reader.close_bar("", "")
    return tuple(reader.bars)


def _has_notes(tune: Tune) -> bool:
    """Whether there is a note or a rest. Raises ValueError where `bars` does, in a tenth of its time.

    A file of two megabytes is checked tune by tune, and the bars of none of them are asked for.
    """
    fields, found = _Fields(tune), False
    for token in TOKEN.finditer(tune.body):
        if token.lastgroup == "tie":  # a note
            found = True
        elif token["field"] or token["inline"]:
            fields.change(*_change(token))
        elif token["rest_bars"]:
            found |= fields.count_rests(token) > 0
        elif not found and chord(token):
            found = bool(_notes_in(chord(token)))
    return found


class _Fields:
    """What has to be remembered from field to field."""

    def __init__(self, tune: Tune) -> None:
        self.key, self.unit = read_key(tune.field("K", "C")), tune.unit
        self.change_meter(tune.field("M"))
        self.voice, self.rests = sounding(tune.field("V").split()[1:]), 0

    def change(self, field: str, words: str) -> None:
        """A field in the body, which holds from here on."""
        if field == "K":
            self.key = read_key(words, self.key)
        elif field == "M":
            self.change_meter(words)
        elif field == "L":
            self.unit = read_unit(words)

    def change_meter(self, words: str) -> None:
        self.meter, self.compound = read_meter(words), is_compound(words)

    def count_rests(self, token: re.Match[str]) -> int:
        """How many bars of rest a number stands for."""
        count = int(token["count"] or 1)
        self.rests += count
        if self.rests > MOST_RESTS:
            raise ValueError(f"This tune rests for more than {MOST_RESTS} bars; shorten what comes after Z.")
        return count


class _Reader(_Fields):
    """What has to be remembered from note to note besides: accidentals of the bar, dots and tuplets under way."""

    def __init__(self, tune: Tune) -> None:
        super().__init__(tune)
        self.bars: list[Bar] = []
        self.factor, self.scale, self.scaled = Fraction(1), Fraction(1), 0
        self.tied: tuple[str, int] | None = None
        self.opens = ""
        self.notes: list[Note] = []
        self.signs: dict[str, int] = {}

    def read(self, token: re.Match[str]) -> None:
        """One sign or word of the body."""
        if token["bar"]:
            self.close_bar(token["bar"], (token["ending"] or "").strip(" ["))
        elif token["letter"]:
            self.add(self.pitch(token), times(token["length"]), token.start("letter"))
            if token["tie"] and self.notes[-1].pitch is not None:
                self.tied = (_where(token), self.notes[-1].pitch)
        elif chord(token):
            self.add_chord(token)
        elif token["field"] or token["inline"]:
            self.change(*_change(token))
        elif token["tuplet"]:
            self.begin_tuplet(token)
        elif token["broken"] and self.notes:
            self.lengthen(token["broken"])
        elif token["rest_bars"]:
            self.rest(self.count_rests(token))

    def close_bar(self, line: str, ending: str) -> None:
        if self.notes:
            self.bars.append(Bar(tuple(self.notes), self.opens, line, self.meter))
        self.opens, self.notes, self.signs = line + ending, [], {}

    def add(self, pitch: int | None, length: Fraction, at: int) -> None:
        self.notes.append(Note(pitch, self.unit * length * self.factor * (self.scale if self.scaled else 1), at))
        self.factor, self.scaled = Fraction(1), max(self.scaled - 1, 0)

    def add_chord(self, token: re.Match[str]) -> None:
        """The first note of a chord; the accidentals of the others hold for the bar as well."""
        found = _notes_in(chord(token))
        pitches = [self.pitch(note) for note in found]
        if found:
            length = times(found[0]["length"]) * times(token["times"] or token["plus_times"] or "")
            self.add(pitches[0], length, token.start() + 1 + found[0].start("letter"))

    def begin_tuplet(self, token: re.Match[str]) -> None:
        """p notes in the time of q, for the next r notes."""
        count = int(token["tuplet"])
        usual = _TUPLETS.get(count, 3 if self.compound else 2)
        time_of = int(token["time_of"] or 0) or usual
        self.scale, self.scaled = Fraction(time_of, count or 1), int(token["lasts"] or 0) or count

    def lengthen(self, dots: str) -> None:
        """A note is made longer by what the next one loses, or the other way round."""
        less = Fraction(1, 2 ** min(len(dots), 8))
        before, after = (2 - less, less) if dots[0] == ">" else (less, 2 - less)
        last = self.notes[-1]
        self.notes[-1] = Note(last.pitch, last.length * before, last.at)
        self.factor = after

    def rest(self, count: int) -> None:
        """Whole bars of rest."""
        for number in range(1, count + 1):
            self.notes.append(Note(None, self.meter or Fraction(1), 0))
            if number < count:
                self.close_bar("|", "")

    def pitch(self, note: re.Match[str]) -> int | None:
        letter = note["letter"].upper()
        if letter not in LETTERS:
            return None
        where, tied, self.tied = _where(note), self.tied, None  # an accidental holds in its bar and its octave
        if note["accidental"]:
            self.signs[where] = ACCIDENTALS[note["accidental"]]
        elif tied and tied[0] == where and where not in self.signs:
            return tied[1]
        octave = int(where[1:])
        sign = self.signs.get(where, self.key.signature[letter])
        return 60 + SEMITONES[letter] + 12 * octave + sign + self.key.semitones + self.voice


def _change(token: re.Match[str]) -> tuple[str, str]:
    """The letter and the words of a field in the body."""
    return token["field"] or token["inline"], (token["words"] or token["value"] or "").strip()


def _notes_in(chord: str) -> list[re.Match[str]]:
    return [note for note in IN_CHORD.finditer(chord) if note["letter"]]


def _where(note: re.Match[str]) -> str:
    """A letter and its octave: "C0" is the C in the middle."""
    octave = note["octave"].count("'") - note["octave"].count(",") + note["letter"].islower()
    return f"{note['letter'].upper()}{octave}"
