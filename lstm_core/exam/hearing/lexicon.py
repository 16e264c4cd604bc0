"""The concepts of the subject, each with the words people use for it.

`lexicon/*.toml` have a table for each concept: its spellings in English and German (`en`, `de`) and, where it costs
little, in Chinese (`zh`), among them what speech recognition makes of it ("forget gait", "sick moid"). A word stands
for all its inflections; `vergess*` for every word that begins so, `*gate` for every one that ends so. A word of six
letters or more may have one letter wrong. `[families]` name concepts of which one excludes the other, such as values;
`[names]` those in whose parts no other concept is looked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property, lru_cache
from pathlib import Path

from lstm_core.exam.hearing.words import FALSE_FRIENDS, Word, words
from lstm_core.prose.data import read_toml, refuse

FOLDER = Path(__file__).parent / "lexicon"
CORE = "core.toml"  # the concepts of all topics; a topic may add spellings to them
LANGUAGES = ("en", "de", "zh")
GATE = "gate"  # the word itself may stand in a name
Parts = tuple[frozenset[str] | str, ...]
TYPO = 6  # letters of a word that may have one of them wrong


@dataclass(frozen=True)
class Spelling:
    """One way to write a concept: for each of its words, the stems it may have, or a pattern with a star."""

    concept: str
    parts: Parts


class Lexicon:
    """The concepts as they are looked up in one language."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self.by_first: dict[str, list[Spelling]] = defaultdict(list)
        self.patterns: list[tuple[str, Spelling]] = []
        self.concepts: set[str] = set()
        for spelling in spellings:
            self.concepts.add(spelling.concept)
            first = spelling.parts[0]
            if isinstance(first, str):
                self.patterns.append((first, spelling))
            else:
                for stem in first:
                    self.by_first[stem].append(spelling)
        self._begin = lru_cache(maxsize=4096)(self._spellings)

    def places(self, answer: Sequence[Word]) -> dict[str, list[tuple[int, int]]]:
        """Where in an answer each concept is: from this word to before that one."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for at, word in enumerate(answer):
            for spelling in self._begin(word.stems):
                end = at + len(spelling.parts)
                if end <= len(answer) and all(map(self.fits, spelling.parts[1:], answer[at + 1 : end])):
                    found[spelling.concept].add((at, end))
        gates = found.get(GATE, set())
        places = {place for name in names() for place in found.get(name, ())}
        named = [place for place in places if place[1] - place[0] > 1]
        compound = places & gates  # "Ausgangsgate" is one word; "f" says nothing else anyway
        clear = {
            key: each if key in names() or key == GATE else each - compound - _within(each, named)
            for key, each in found.items()
        }
        return {concept: _longest(sorted(each)) for concept, each in clear.items() if each}

    def _spellings(self, stems: frozenset[str]) -> tuple[Spelling, ...]:
        """The spellings that may begin with a word."""
        exact = [spelling for stem in stems for spelling in self.by_first.get(stem, ())]
        starred = [spelling for pattern, spelling in self.patterns if any(fnmatchcase(stem, pattern) for stem in stems)]
        if exact or starred:
            return tuple(dict.fromkeys((*exact, *starred)))
        meant = {right for stem in stems for right in self._meant(stem)}
        return tuple(dict.fromkeys(spelling for stem in meant for spelling in self.by_first.get(stem, ())))

    def fits(self, part: frozenset[str] | str, word: Word) -> bool:
        """Whether a word is what a part of a spelling asks for."""
        if isinstance(part, str):
            return any(fnmatchcase(stem, part) for stem in word.stems)
        return bool(part & word.stems) or any(right in part for stem in word.stems for right in self._meant(stem))

    def _meant(self, stem: str) -> set[str]:
        """The stems of the lexicon that are one letter away from a long word."""
        if len(stem) < TYPO or stem in self._known:
            return set()
        return {
            right for left in _shorter(stem) for right in self._nearly.get(left, ()) if abs(len(right) - len(stem)) < 2
        }

    @cached_property
    def _known(self) -> set[str]:
        parts = [part for each in self.by_first.values() for spelling in each for part in spelling.parts]
        return {stem for part in parts if not isinstance(part, str) for stem in part}

    @cached_property
    def _nearly(self) -> Mapping[str, set[str]]:
        """Every long stem, and each without one of its letters."""
        near: dict[str, set[str]] = defaultdict(set)
        for stem in self._known:
            if len(stem) >= TYPO:
                for left in _shorter(stem):
                    near[left].add(stem)
        return near


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. German answers use English terms, too."""
    spelled_in = {"en": ("en",), "de": ("de", "en"), "zh": ("zh", "en")}[language]
    spellings = (
        Spelling(concept, read if each == language else _without_friends(read))
        for concept, by_language in concepts().items()
        for each in spelled_in
        for spelling in by_language.get(each, ())
        for read in [parts(spelling, "de" if each == "de" else language)]
    )
    return Lexicon(spelling for spelling in spellings if all(spelling.parts))


@cache
def concepts(folder: Path = FOLDER) -> dict[str, dict[str, tuple[str, ...]]]:
    """Every concept with its spellings by language. Raises ValueError with file and concept for what cannot be read."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    common = read_toml(folder / CORE) if (folder / CORE).exists() else {}
    for path in sorted(folder.glob("*.toml")):
        for concept, row in read_toml(path).items():
            if concept in ("families", "names"):
                continue
            where = f"{path.name}, {concept}"
            refuse(not concept.isidentifier(), f"{where}: a concept is named by letters, digits and _")
            refuse(not isinstance(row, dict) or not row, f"{where}: a concept has spellings in en, de or zh")
            unknown = [language for language in row if language not in LANGUAGES]
            refuse(bool(unknown), f"{where}: there is no language {' and '.join(unknown)}")
            taken = concept in found and concept not in common
            refuse(taken, f"{where}: another topic has a concept of this name; only those of {CORE} can be added to")
            known = found.setdefault(concept, {})
            for language, spellings in row.items():
                known[language] = tuple(dict.fromkeys((*known.get(language, ()), *spellings)))
    return found


@cache
def families(folder: Path = FOLDER) -> dict[str, str]:
    """The family of each concept that has one."""
    read = [read_toml(path).get("families", {}) for path in sorted(folder.glob("*.toml"))]
    return {concept: family for each in read for family, members in each.items() for concept in members}


@cache
def names(folder: Path = FOLDER) -> frozenset[str]:
    """The concepts that are names: words within them are nothing else, but for the word gate."""
    return frozenset(name for path in folder.glob("*.toml") for name in read_toml(path).get("names", {}).get("of", ()))


def parts(spelling: str, language: str) -> Parts:
    """A spelling, word by word. Raises ValueError for one without a word."""
    made: list[frozenset[str] | str] = []
    for piece in spelling.split():
        if "*" in piece and len(piece) > 1:
            made.append(piece.lower())
        elif len(piece) == 2 and piece[1] == "_":
            made.append(frozenset({piece.lower()}))
        else:
            made.extend(word.stems for word in words(piece, language))
    refuse(not made, f"{spelling!r} is no spelling: it has no word")
    return tuple(made)


def _without_friends(read: Parts) -> Parts:
    """A spelling of another language without the stems that are something else in this one, if it is a single word."""
    return (read[0] - FALSE_FRIENDS,) if len(read) == 1 and isinstance(read[0], frozenset) else read


def _longest(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that lie within another."""
    return [
        one for one in places if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in places)
    ]


def _within(places: set[tuple[int, int]], named: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of some places that are a part of a name."""
    return {one for one in places if any(name != one and name[0] <= one[0] and one[1] <= name[1] for name in named)}


def _shorter(stem: str) -> set[str]:
    return {stem, *(stem[:k] + stem[k + 1 :] for k in range(len(stem)))}
