"""An answer as words: typed or spoken, English, German or Chinese, with formulas as people type them.

"C_{t-1}", "c t minus one" and "c t-1" become the same words, since speech recognition and keyboards spell alike things
in many ways. Every word keeps its place in the answer, so that evidence can be marked there.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer

from lstm_core.prose.data import read_toml

LONGEST = 20_000  # characters of an answer that are read
WORD = re.compile(
    r"\\?[a-zäöüß]+(?:['’][a-z]+)?"  # words
    r"|(?<![^\s=(,/<>~+-])\.\d+|\d+(?:(?:[.,]|\{,\})\d+)?"  # numbers, ".5" and "0{,}5" among them
    r"|[+*·×⊙∘=<>≤≥≈/^%~→\-−–—]+|[αβγδσθεΣ∂∏∞ℓ]"  # signs
    r"|\.{2,}|…"  # a pause
    r"|[.,;:!?()\[\]\n|]|[\u4e00-\u9fff]"  # what ends a clause; a Chinese character is a word
)
HYPHEN = re.compile(r"(?<=[a-zäöüß]{2})-(?=[a-zäöüß]{2})")  # of "forget-gate": no minus
SYMBOL = re.compile(r"[_*·×⊙=~^'′]")  # beside a letter: it is a symbol and no word such as "I"
AFTER = re.compile(
    r"\$?\s*(?:[=*·×⊙≈<>~乘]|(?:times|equals|is|near|at|mal|gleich|ist|nahe|closed|geschlossen)\b)"
)  # "i times": a symbol
BEFORE = re.compile(r"(?:[*·×⊙+=]|\b(?:times|plus|mal|gate))\s*\$?$")
POINT = frozenset({"point", "komma", "comma"})  # within a spoken number
SENTENCE, CLAUSE = frozenset(".;!?\n"), frozenset(",)|]")  # "1: keep", "the gate (sigmoid)" belong together
_DATA = read_toml(Path(__file__).with_name("words.toml"))
SPELLED: dict[str, str] = _DATA["spelled"]
GERMAN, ENGLISH, CLAUSE_WORDS, BETWEEN = (
    frozenset(_DATA["small"][key].split()) for key in ("de", "en", "clause", "between")
)
FALSE_FRIENDS = frozenset(_DATA["small"]["false_friends"].split())
_english, _german = snowballstemmer.stemmer("english"), snowballstemmer.stemmer("german")
_ALONE = Lock()  # a stemmer keeps the word it works on: two visitors at once would spoil each other's


@dataclass(frozen=True)
class Word:
    """A word of an answer, and where it stands there."""

    stems: frozenset[str]  # what its forms share, in the languages in which it may be meant
    start: int
    end: int
    ends: str = ""  # what ends with it: "sentence", "clause", or nothing


@lru_cache(maxsize=2048)
def stems(word: str, language: str) -> frozenset[str]:
    """What a word is looked up by; German answers are full of English terms, so both are tried there."""
    with _ALONE:
        english = _english.stemWord(word)
        return frozenset({word, english, _german.stemWord(word)} if language == "de" else {word, english})


def words(answer: str, language: str = "en") -> tuple[Word, ...]:
    """The words of an answer, signs among them. What lies beyond LONGEST characters is not read."""
    text = _plain(answer[:LONGEST])
    found: list[Word] = []
    for match in WORD.finditer(text):
        written = match[0]
        ends = "sentence" if written in SENTENCE else "clause" if _ends_clause(written) else ""
        found.append(Word(_stems(text, match, language), match.start(), match.end(), ends))
    return tuple(_with_decimals(found))


def language_of(answer: str, language: str) -> str:
    """The language an answer is in: the one that was chosen, unless its small words speak clearly for the other."""
    if re.search(r"[\u4e00-\u9fff]", answer):
        return "zh"
    small = re.findall(r"[a-zäöüß]+", answer[:LONGEST].lower())
    german, english = (sum(word in those for word in small) for those in (GERMAN, ENGLISH))
    if max(german, english) < 2 or german == english:
        return language
    return "de" if german > english else "en"


def _with_decimals(spoken: list[Word]) -> list[Word]:
    """The words, with "zero point seven six" and "null Komma sieben sechs" as one number."""
    found: list[Word] = []
    at = 0
    while at < len(spoken):
        whole, after = _digits(spoken[at]), at + 2
        if whole and after < len(spoken) and spoken[at + 1].stems & POINT and (digits := _digits(spoken[after])):
            while len(digits) == after - at - 1 and after + 1 < len(spoken) and len(_digits(spoken[after + 1])) == 1:
                after += 1
                digits += _digits(spoken[after])
            value = f"{whole}.{digits}"
            found.append(Word(frozenset({value}), spoken[at].start, spoken[after].end, spoken[after].ends))
            at = after + 1
        else:
            found.append(spoken[at])
            at += 1
    return found


def _ends_clause(written: str) -> bool:
    return written in CLAUSE or written in CLAUSE_WORDS or written.startswith("..") or written == "…"


def _digits(word: Word) -> str:
    """The number a word is, if it is a whole one."""
    return min((stem for stem in word.stems if stem.isdecimal()), default="")


def _plain(text: str) -> str:
    """The text in lower case and as long as it was, its letters without marks but for German ones."""
    return HYPHEN.sub(" ", "".join(_letter(char) for char in text.lower().replace("̃", "~")))


def _letter(char: str) -> str:
    if char in "äöüß…" or len(char) != 1:
        return char if len(char) == 1 else " "
    plain = unicodedata.normalize("NFKD", char)[0]
    return plain if plain.isascii() or "\u4e00" <= plain <= "\u9fff" else char


def _stems(text: str, match: re.Match[str], language: str) -> frozenset[str]:
    written = match[0]
    if len(written) == 1 and written.isalpha() and written.isascii():
        before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 8]
        symbol = bool(SYMBOL.match(after) or SYMBOL.match(before[-1:]) or AFTER.match(after) or BEFORE.search(before))
        return frozenset({written, written + "_"} if symbol else {written})
    if written in SPELLED:
        return frozenset({written, SPELLED[written]})
    if written[0].isdigit() or written[1:].isdecimal():
        value = written.replace("{,}", ".").replace(",", ".")
        value = "0" + value if value[0] == "." else value
        return frozenset({value, value.rstrip("0").rstrip(".") if "." in value else value})
    if not written[0].isalpha() and written[0] != "\\":
        return frozenset({written, *(SPELLED.get(char, char) for char in written)})
    return stems(written.lstrip("\\"), language)
