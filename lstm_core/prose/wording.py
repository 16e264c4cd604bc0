"""The same said in each language in which the oral exam can be held."""

from dataclasses import dataclass

from lstm_core.prose.data import refuse

LANGUAGES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True)
class Wording:
    """A text in English and in German; where nobody has written the German yet, the English stands for it."""

    en: str
    de: str = ""

    def __post_init__(self) -> None:
        refuse(not self.en, "a text has no English")

    def __getitem__(self, language: str) -> str:
        """The text in a language of LANGUAGES. Raises KeyError for any other."""
        return {"en": self.en, "de": self.de or self.en}[language]
