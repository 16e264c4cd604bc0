"""The same said in each language in which the oral exam can be held."""

from collections.abc import Mapping
from dataclasses import dataclass

from lstm_core.prose.data import refuse

LANGUAGES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True)
class Wording:
    """A text in English and in German."""

    en: str
    de: str

    def __post_init__(self) -> None:
        refuse(not self.en, "a text has no English")
        refuse(not self.de, f"a text has no German: {self.en}")

    def __getitem__(self, language: str) -> str:
        """The text in a language of LANGUAGES. Raises KeyError for any other."""
        return {"en": self.en, "de": self.de}[language]


def filled(texts: Mapping[str, str], **blanks: object) -> Wording:
    """A table of texts by language with its blanks filled in; what fills one may be a text in every language."""
    told = {key: {name: _in(value, key) for name, value in blanks.items()} for key in LANGUAGES}
    return Wording(*(texts[key].format(**told[key]) for key in LANGUAGES))


def _in(value: object, language: str) -> object:
    return value[language] if isinstance(value, Wording) else value
