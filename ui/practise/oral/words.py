"""What the page says, in the language of the exam."""

from __future__ import annotations

from typing import Any

from lstm_core.prose import read


def say(key: str, language: str, **blanks: Any) -> str:
    """A text of prose/oral.toml with its blanks filled in. Raises KeyError for one that is not there."""
    text: str = read("oral")[key][language]
    return text.format(**blanks)
