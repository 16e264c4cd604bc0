"""The words of the exam in English and German, a sentence each, and where to meet them.

Most come from the concept map of the lecture; `prose/glossary.toml` adds what is missing there.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.mindmap import mindmap
from lstm_core.figure.explain import cite
from lstm_core.prose import read
from lstm_core.prose.data import build, refuse


@dataclass(frozen=True)
class Term:
    """A word; LaTeX stands in $...$."""

    name: str
    german: str
    says: str  # in one sentence
    cites: tuple[str, ...]
    see: str  # an address of the app; "" while there is no such place

    def __post_init__(self) -> None:
        refuse(not (self.german and self.says and self.cites), "german, says and cites must not be empty")
        for reference in self.cites:
            cite(reference)


@cache
def glossary() -> tuple[Term, ...]:
    """All words in alphabetical order. Raises ValueError that names the word."""
    found = {term.name.casefold(): term for term in (*_mapped(), *_written())}
    return tuple(found[key] for key in sorted(found))


def search(words: str, terms: Iterable[Term]) -> list[Term]:
    """The terms in which every one of these words occurs; those that begin with them first."""
    wanted = [_plain(word) for word in words.split()]
    hits = [term for term in terms if all(word in _plain(f"{term.name} {term.german} {term.says}") for word in wanted)]
    begins = lambda term: any(_plain(name).startswith(" ".join(wanted)) for name in (term.name, term.german))
    named = lambda term: all(word in _plain(f"{term.name} {term.german}") for word in wanted)
    return sorted(hits, key=lambda term: (not begins(term), not named(term)))


def _mapped() -> list[Term]:
    """The concepts of the map that the course treats."""
    keys = {lesson.number: key for key, lesson in lessons().items()}
    found = []
    for concept in mindmap().concepts.values():
        if concept.topic:
            lesson = keys.get(topics()[concept.topic].lesson, "")
            see = f"course?lesson={lesson}" if lesson else ""
            found.append(Term(concept.name, concept.german, concept.says.en, (concept.cite,), see))
    return found


def _written() -> list[Term]:
    return [build(Term, f"glossary.toml, {name}", {"name": name} | row) for name, row in read("glossary").items()]


def _plain(words: str) -> str:
    """Small letters without accents, so that ruckkopplung finds Rückkopplung."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign))
