"""How an examiner may be: what it does to the course of an exam, and how it sounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lstm_core.prose.data import build, read_toml
from lstm_core.prose.wording import Wording


@dataclass(frozen=True)
class Manner:
    """A way to examine."""

    digs: int  # follow-ups to a question, where something is missing
    digging: float  # share of the time for follow-ups, before the time is for new questions alone
    patience: float  # seconds of silence before help is offered
    pace: float  # of the usual time of a question
    tries: bool  # whether what was drawn or written wrong is tried with numbers
    name: Wording
    about: Wording
    opening: Mapping[str, tuple[str, ...]]  # what is said before the first prompt, by language
    question: Mapping[str, tuple[str, ...]]  # … before a new question
    dig: Mapping[str, tuple[str, ...]]  # … before a follow-up
    help: Wording

    def phrase(self, kind: str, language: str, number: int) -> str:
        """What is said before the prompt of this number: "opening", "question" or "dig"."""
        phrases: Mapping[str, tuple[str, ...]] = getattr(self, kind)
        return phrases[language][number % len(phrases[language])]


def _manner(key: str, row: Mapping[str, Any]) -> Manner:
    text = {name: lambda value: build(Wording, f"manner.toml, {key}", value) for name in ("name", "about", "help")}
    lists = {
        name: lambda value: {language: tuple(each) for language, each in value.items()}
        for name in ("opening", "question", "dig")
    }
    return build(Manner, f"manner.toml, {key}", row, **text, **lists)


MANNERS = {key: _manner(key, row) for key, row in read_toml(Path(__file__).with_name("manner.toml")).items()}
