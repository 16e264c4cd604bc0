"""What the page says, in the language of the exam."""

from __future__ import annotations

from typing import Any

from lstm_core.prose import read
from lstm_core.prose.complaint import Complaint
from lstm_core.prose.wording import Wording, filled


def say(key: str, language: str, **blanks: Any) -> str:
    """A text of prose/oral.toml with its blanks filled in. Raises KeyError for one that is not there."""
    text: str = read("oral")[key][language]
    return text.format(**blanks)


def wording(key: str, **blanks: Any) -> Wording:
    """The same in every language."""
    return filled(read("oral")[key], **blanks)


def unread(error: ValueError) -> Wording:
    """That something could not be read, and why; what is told in English only is left out of a German exam."""
    if isinstance(error, Complaint):
        return wording("unread", why=error.wording)
    return Wording(say("unread", "en", why=error), say("unread_at_all", "de"))


def amount(value: float, language: str) -> str:
    """A number of points with as many digits as it needs, three at most."""
    return local(f"{value:.3g}", language)


def percent(share: float, language: str) -> str:
    """A share in percent; in German with a space that does not break."""
    return f"{share:.0%}".replace("%", "\u00a0%") if language == "de" else f"{share:.0%}"


def local(number: str, language: str) -> str:
    """A number as it is written in a language: with a comma in German."""
    return number.replace(".", ",") if language == "de" else number
