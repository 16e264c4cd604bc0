"""The signs of ABC notation (standard 2.1, abcnotation.com) as one regular expression, shared by all who read music."""

import re
from fractions import Fraction

ACCIDENTALS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
FIELD = re.compile(r"([A-Za-z]):(?![|:])\s*(.*?)\s*")  # a line of its own; "A:|" and "A::" are music
_LENGTH = r"\d{0,3}/{0,3}\d{0,3}"
_NOTE = r"(?P<accidental>\^\^|\^|__|_|=)?(?P<letter>[A-Ga-gzx])(?P<octave>[,']*)(?P<length>" + _LENGTH + ")"
_SKIPPED = r'"[^"\n]*"|![^!\n|]*!|\{[^{}\n]*\}'  # chord names and other words, decorations, grace notes
IN_CHORD = re.compile(rf"(?:{_SKIPPED})|{_NOTE}")
TOKEN = re.compile(
    r"(?m:^(?P<field>[A-Za-z]):(?![|:])(?P<words>[^\n]*))"
    r"|\[(?P<inline>[A-Za-z]):(?P<value>[^\]\n]*)\]"
    rf"|(?P<skip>{_SKIPPED})"
    r"|(?P<bar>:{0,9}\|+[\]:|]*|::|\[\|[\]:|]*)(?P<ending>\s*\[?[1-9](?=[^/\d]))?"
    r"|\((?P<tuplet>[2-9]|\d{2}(?=:))(?::(?P<time_of>\d{0,2})(?::(?P<lasts>\d{0,2}))?)?"
    rf"|\[(?P<chord>[^\[\]\n|]+)\](?P<times>{_LENGTH})"
    rf"|\+(?P<plus>[^+\n|]*)\+(?P<plus_times>{_LENGTH})"  # an old decoration, or a chord that is older still
    rf"|{_NOTE}(?P<tie>-?)"
    r"|(?P<rest_bars>[ZX])(?P<count>\d{0,2})"
    r"|(?P<overlay>&[^|\n]*)"
    r"|(?P<broken>[<>]+)"
)
OLD_CHORD = re.compile(r"(?!f{1,4}$)(?:[\^_=]{0,2}[A-Ga-g][,']*[\d/]{0,4}){2,}")
_WITHOUT_SOUND = re.compile(r"[\s\d~.()\-'`/,:;!$*@#?\\HI-WYh-wy]+")  # slurs, symbols for decorations, spaces


def chord(token: re.Match[str]) -> str:
    """The notes of a chord, "" if the token is none."""
    return token["chord"] or (token["plus"] if OLD_CHORD.fullmatch(token["plus"] or "") else "")


def times(length: str) -> Fraction:
    """The number behind a letter: "" is 1, "3" is 3, "/" is 1/2, "3/2" is 3/2."""
    above, slash, below = length.partition("/")
    if not slash:
        return Fraction(int(above or 1))
    divisor = int(below.strip("/") or 2 ** (1 + below.count("/")))
    return Fraction(int(above or 1), max(divisor, 1))


def not_music(line: str) -> str:
    """The first sign of a line of music that nothing reads, "" if there is none."""
    return _WITHOUT_SOUND.sub("", TOKEN.sub("", line))[:1]
