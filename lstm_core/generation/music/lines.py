"""The lines of a tune in ABC sorted: header, music of the first voice, and what is left out with its line and why."""

import re
from collections.abc import Iterator, Mapping

from lstm_core.generation.music.tokens import FIELD, TOKEN, not_music
from lstm_core.generation.music.tune import Tune

_COMMENT = re.compile(r"\s*(?<!\\)%.*")
_VOICE = re.compile(r"\[V:\s*([^\]\n]*)\]")
_HOLDS_ON = "KML"  # fields that count in the body: key, meter, length of a letter
_MACRO = "macros (m:) are not read, the notes they expand to are missing"
_OVERLAY = "of voices that sound together (&) only the first is read"


def sorted_lines(text: str, defaults: Mapping[str, str], first_line: int) -> Tune:
    """The first tune of a text, not yet read; `defaults` are fields that hold if the tune does not have them."""
    lines = _Lines(text, first_line)
    for number, line in lines.numbered():
        if not lines.take(number, line):
            break
    fields = [*lines.fields, *((name, word) for name, word in defaults.items() if word)]
    if lines.voice_words:
        fields.append(("V", lines.voice_words))
    return Tune(tuple(fields), "\n".join(lines.music).strip("\n"), tuple(lines.unread()))


class _Lines:
    """What has to be remembered from line to line."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        self.lines = re.sub(r"\r+\n|\r", "\n", text.removeprefix("\ufeff")).split("\n")
        self.has_key = any(line.startswith("K:") for line in self.lines)
        self.in_header, self.continues = True, False
        self.fields: list[tuple[str, str]] = []
        self.music: list[str] = []
        self.problems: list[tuple[int, str]] = []
        self.voice, self.first_voice, self.other_voices = "", "", dict[str, int]()
        self.voices: dict[str, str] = {}

    @property
    def voice_words(self) -> str:
        """What is said of the voice that is read: its clef, for example."""
        only = next(iter(self.voices)) if len(self.voices) == 1 else ""
        return self.voices.get(self.first_voice or only, "")

    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines with their numbers, without comments; None of a block of text or of pictures is one."""
        block = False
        for number, line in enumerate(self.lines, self.first):
            opens = re.match(r"%%\s*(begin|end)[a-z]", line)
            block = opens[1] == "begin" if opens else block
            if not block and not line.startswith("%"):
                music = _COMMENT.sub("", line)
                if music.strip() or not line.strip():
                    yield number, music

    def take(self, number: int, line: str) -> bool:
        """Sort one line; False if the tune has ended."""
        field = FIELD.fullmatch(line)
        if (self.music and not line.strip()) or (field and field[1] == "X" and self.fields and not self.in_header):
            self.end(number)
            return False
        if field and not self.is_known_voice(field):
            self.take_field(field[1], field[2], number)
        elif line.startswith("+:") or (self.continues and "|" not in line):
            self.continues = line.endswith("\\")
        elif line.strip() and not field and not (self.in_header and self.has_key and "|" not in line):
            self.in_header = False
            for part in self.parts_of_voices(line):
                self.take_music(part, number)
        return True

    def is_known_voice(self, field: re.Match[str]) -> bool:
        """A line that only says which voice goes on."""
        if field[1] != "V":
            return False
        self.change_voice(field[2])
        return not self.in_header

    def take_field(self, name: str, words: str, number: int) -> None:
        self.continues = words.endswith("\\") or (name == "H" and self.in_header)
        if name == "m":
            self.problems.append((number, _MACRO))
        if self.in_header:
            if name != "V":
                self.fields.append((name, words))
            self.in_header, self.voice = name != "K", ""
        elif name in _HOLDS_ON and self.is_read():
            self.music.append(f"{name}:{words}")

    def change_voice(self, words: str) -> None:
        self.voice = (words.split() or [""])[0]
        if words not in ("", self.voice):
            self.voices[self.voice] = words
        if not self.in_header and not self.first_voice:
            self.first_voice = self.voice

    def parts_of_voices(self, line: str) -> Iterator[str]:
        """The parts of a line between [V:...]."""
        before, *others = _VOICE.split(line)
        if before.strip() or not others:
            yield before
        for words, part in zip(others[::2], others[1::2], strict=True):
            self.change_voice(words)
            if part.strip():
                yield part

    def is_read(self) -> bool:
        return self.voice == self.first_voice or not self.first_voice

    def take_music(self, part: str, number: int) -> None:
        if not self.first_voice:
            self.first_voice = self.voice
        if not self.is_read():
            self.other_voices.setdefault(self.voice, number)
            return
        self.music.append(part)
        sign = not_music(part)
        if sign:
            self.problems.append((number, f"the sign “{sign}” is not read"))
        if "&" in part and any(token["overlay"] for token in TOKEN.finditer(part)):
            self.problems.append((number, _OVERLAY))

    def end(self, number: int) -> None:
        """Say what stands behind the end."""
        rest = self.lines[number - self.first :]
        if any(line.strip() and not line.startswith("%") for line in rest):
            self.problems.append((number, "the tune ends here, what follows is not read"))

    def unread(self) -> Iterator[str]:
        """What was left out, a sentence each."""
        for number, problem in self.problems:
            yield f"Line {number}: {problem}."
        for voice, number in self.other_voices.items():
            yield f"Line {number}: only the first voice is read, the voice {voice[:20]} is left out."
