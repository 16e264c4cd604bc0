"""The concepts of the subject, each with the words people use for it.

`lexicon/*.toml` have a table for each concept: its spellings in English and German (`en`, `de`) and, where it costs
little, in Chinese (`zh`), among them what speech recognition makes of it ("forget gait", "sick moid"). A word stands
for all its inflections; `vergess*` for every word that begins so, `*gate` for every one that ends so. A word of six
letters or more may have one letter wrong. `[families]` name concepts of which one excludes the other, such as values;
`[names]` those in whose parts no other concept is looked for. What a topic means by a word in its own way is named
after it (`order_in_directions`).
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from lstm_core.exam.hearing.words import FALSE_FRIENDS, Word, words
from lstm_core.prose.data import read_toml, refuse

FOLDER = Path(__file__).parent / "lexicon"
CORE = "core.toml"  # the concepts of all topics; a topic may add spellings to them
LANGUAGES = ("en", "de", "zh")
GATE = "gate"  # the word itself may stand in a name
Parts = tuple[tuple[str, ...] | str, ...]  # for each word the stems it may have, or a pattern with a star
TYPO = 6  # letters of a word that may have one of them wrong


@dataclass(frozen=True, slots=True)
class Spelling:
    """Some words, and the concepts they are a way to write."""

    parts: Parts
    concepts: tuple[str, ...]


class Lexicon:
    """The concepts as they are looked up in one language."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        by_first, by_head = defaultdict(list), defaultdict(list)
        for spelling in spellings:
            first = spelling.parts[0]
            if isinstance(first, str):
                by_head[first.partition("*")[0]].append(spelling)
            else:
                for stem in first:
                    by_first[stem].append(spelling)
        self.by_first = {stem: tuple(each) for stem, each in by_first.items()}
        self.by_head = {head: tuple(each) for head, each in by_head.items()}  # what is before the star of a first word
        self._begin = lru_cache(maxsize=500)(self._spellings)
        self._meant = lru_cache(maxsize=500)(self._alike)

    def places(self, answer: Sequence[Word]) -> dict[str, list[tuple[int, int]]]:
        """Where in an answer each concept is: from this word to before that one."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for at, word in enumerate(answer):
            for spelling in self._begin(word.stems):
                end = at + len(spelling.parts)
                if end <= len(answer) and all(map(self.fits, spelling.parts[1:], answer[at + 1 : end])):
                    for concept in spelling.concepts:
                        found[concept].add((at, end))
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
        heads = {stem[:k] for stem in stems for k in range(len(stem) + 1)}
        begun = [spelling for head in heads for spelling in self.by_head.get(head, ())]
        starred = [spelling for spelling in begun if _is_like(stems, spelling.parts[0])]
        if exact or starred:
            return tuple(dict.fromkeys((*exact, *starred)))
        meant = {right for stem in stems for right in self._meant(stem)}
        return tuple(dict.fromkeys(spelling for stem in meant for spelling in self.by_first.get(stem, ())))

    def fits(self, part: tuple[str, ...] | str, word: Word) -> bool:
        """Whether a word is what a part of a spelling asks for."""
        if isinstance(part, str):
            return _is_like(word.stems, part)
        if not word.stems.isdisjoint(part):
            return True
        return any(right in part for stem in word.stems for right in self._meant(stem))

    def _alike(self, stem: str) -> frozenset[str]:
        """The stems of the lexicon that are one letter away from a long word."""
        return frozenset() if len(stem) < TYPO or stem in self._known else frozenset(self._nearly.of(stem))

    @cached_property
    def _known(self) -> frozenset[str]:
        parts = [part for each in self.by_first.values() for spelling in each for part in spelling.parts]
        return frozenset(stem for part in parts if not isinstance(part, str) for stem in part)

    @cached_property
    def _nearly(self) -> "Neighbours":
        return Neighbours([stem for stem in self._known if len(stem) >= TYPO])


class Neighbours:
    """Words by what is left of them without one of their letters: as two arrays, since a set for each takes 20 MB."""

    def __init__(self, stems: Sequence[str]) -> None:
        left = sorted((_key(shorter), at) for at, stem in enumerate(stems) for shorter in _shorter(stem))
        self.stems = stems
        self.left, self.at = array("I", (key for key, _ in left)), array("I", (at for _, at in left))

    def of(self, stem: str) -> set[str]:
        """The words that are one letter away."""
        return {right for left in _shorter(stem) for right in self._that_leave(left) if abs(len(right) - len(stem)) < 2}

    def _that_leave(self, left: str) -> Iterator[str]:
        key = _key(left)
        place = bisect_left(self.left, key)
        while place < len(self.left) and self.left[place] == key:
            if left in _shorter(right := self.stems[self.at[place]]):
                yield right
            place += 1


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: "de", or "en" with Chinese in it. German answers use English terms, too."""
    meant: dict[Parts, list[str]] = defaultdict(list)
    once: dict[tuple[str, ...] | str, tuple[str, ...] | str] = {}  # equal tuples are one: it saves megabytes
    for concept, by_language in concepts().items():
        for each in ("de", "en") if language == "de" else ("en", "zh"):
            for spelling in by_language.get(each, ()):
                read = parts(spelling, language)
                own = _without_friends(read) if (each, language) == ("en", "de") else read
                meant[tuple(once.setdefault(part, part) for part in own)].append(concept)
    named = {read: tuple(each) for read, each in meant.items() if all(read)}
    alike = {each: each for each in named.values()}
    return Lexicon(Spelling(read, alike[each]) for read, each in named.items())


@dataclass(frozen=True)
class Entries:
    """What the files say."""

    concepts: dict[str, dict[str, tuple[str, ...]]]  # its spellings by language
    families: dict[str, str]  # the family of each concept that has one
    names: frozenset[str]  # words within them are nothing else, but for the word gate


@cache
def entries(folder: Path = FOLDER) -> Entries:
    """What the files say. Raises ValueError with file and concept for what cannot be read."""
    tables = {path.name: read_toml(path) for path in sorted(folder.glob("*.toml"))}
    once: dict[str, str] = {}
    families = [table.pop("families", {}) for table in tables.values()]
    names = [table.pop("names", {}).get("of", ()) for table in tables.values()]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for file, table in tables.items():
        for concept, row in table.items():
            _check(concept, row, f"{file}, {concept}", concept in found and concept not in tables.get(CORE, {}))
            known = found.setdefault(concept, {})
            for language, spellings in row.items():
                known[language] = tuple(
                    dict.fromkeys((*known.get(language, ()), *(once.setdefault(text, text) for text in spellings)))
                )
    return Entries(
        found,
        {concept: family for each in families for family, members in each.items() for concept in members},
        frozenset(name for each in names for name in each),
    )


def _check(concept: str, row: object, where: str, taken: bool) -> None:
    refuse(not concept.isidentifier(), f"{where}: a concept is named by letters, digits and _")
    refuse(not isinstance(row, dict) or not row, f"{where}: a concept has spellings in en, de or zh")
    unknown = [language for language in dict(row) if language not in LANGUAGES]  # type: ignore[call-overload]
    refuse(bool(unknown), f"{where}: there is no language {' and '.join(unknown)}")
    refuse(taken, f"{where}: another topic has a concept of this name; only those of {CORE} can be added to")


def concepts(folder: Path = FOLDER) -> dict[str, dict[str, tuple[str, ...]]]:
    """Every concept with its spellings by language."""
    return entries(folder).concepts


def families(folder: Path = FOLDER) -> dict[str, str]:
    """The family of each concept that has one."""
    return entries(folder).families


def names(folder: Path = FOLDER) -> frozenset[str]:
    """The concepts that are names: words within them are nothing else, but for the word gate."""
    return entries(folder).names


def parts(spelling: str, language: str) -> Parts:
    """A spelling, word by word. Raises ValueError for one without a word."""
    made: list[tuple[str, ...] | str] = []
    for piece in spelling.split():
        if "*" in piece and len(piece) > 1:
            made.append(piece.lower())
        elif len(piece) == 2 and piece[1] == "_":
            made.append((piece.lower(),))
        else:
            made.extend(tuple(sorted(word.stems)) for word in words(piece, language))
    refuse(not made, f"{spelling!r} is no spelling: it has no word")
    return tuple(made)


def _without_friends(read: Parts) -> Parts:
    """A spelling of another language without the stems that are something else in this one, if it is a single word."""
    (first, *more) = read
    return read if more or isinstance(first, str) else (tuple(stem for stem in first if stem not in FALSE_FRIENDS),)


def _is_like(stems: frozenset[str], pattern: tuple[str, ...] | str) -> bool:
    """Whether a word is like one with a star."""
    head, *inner, tail = str(pattern).split("*")
    return any(
        len(stem) >= len(head + tail)
        and stem.startswith(head)
        and stem.endswith(tail)
        and all(piece in stem for piece in inner)
        for stem in stems
    )


def _longest(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that lie within another."""
    return [
        one for one in places if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in places)
    ]


def _within(places: set[tuple[int, int]], named: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of some places that are a part of a name."""
    return {one for one in places if any(name != one and name[0] <= one[0] and one[1] <= name[1] for name in named)}


def _key(text: str) -> int:
    return hash(text) & 0xFFFFFFFF


def _shorter(stem: str) -> set[str]:
    return {stem, *(stem[:k] + stem[k + 1 :] for k in range(len(stem)))}
