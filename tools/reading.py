"""What a learner reads in English, and how hard it is to read: `python -m tools.reading`.

Tells sentences per room of the project, words per sentence, the reading ease of Flesch (1948) and the grade of Kincaid
(1975), by textstat; there is no threshold. `docs/voice.md` says how to write; its table of phrases is read here, and
`tests/test_voice.py` looks for them.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
VOICE = ROOT / "docs" / "voice.md"
FORMULA, CODE = re.compile(r"\$[^$]+\$"), re.compile(r"```.*?```|`[^`]+`")
LINK, PLACE = re.compile(r"\]\([^)]*\)"), re.compile(r"\[[^\]]*:[^\]]*\]|\{[^}]*\}")
MUTE = {  # fields that nobody reads as English
    "heard",
    "against",
    "cite",
    "cites",
    "de",
    "german",
    "latex",
    "answer_latex",
    "terms",
    "key",
    "see",
    "pages",
}
FEWEST = 4  # words; what is shorter is a label
HABITS = re.compile(r"\b(says?|said|stands?|stood|lies?|shall|whoever|whatever|everybody|meanwhile)\b", re.IGNORECASE)
ROOMS = {  # how a path begins, and what is told of it
    "lstm_core/exam/bank": "questions",
    "lstm_core/course/lessons": "lessons",
    "lstm_core/prose": "other data",
    "docs": "docs",
    "README": "README",
    "CHANGELOG": "CHANGELOG",
}


@dataclass(frozen=True)
class Text:
    """Something a learner reads, and where it is."""

    path: Path
    line: int
    words: str

    @property
    def place(self) -> str:
        """The file and the line, from the root of the project."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


def texts(root: Path = ROOT) -> Iterator[Text]:
    """All English texts: lessons, data, pages, and what documents tell."""
    for path in sorted(root.glob("lstm_core/**/*.toml")):
        yield from _of_data(path)
    for path in sorted(root.glob("lstm_core/course/lessons/*.md")):
        yield from _of_lesson(path)
    for folder in ("pages", "ui", "lstm_core"):
        for path in sorted(root.glob(f"{folder}/**/*.py")):
            yield from _of_code(path)
    for path in (root / "README.md", root / "CHANGELOG.md", *sorted((root / "docs").glob("*.md"))):
        if path != VOICE:
            yield from _of_markdown(path, path.read_text("utf-8"), 1)


def _of_data(path: Path) -> Iterator[Text]:
    source = path.read_text("utf-8")
    for words in _strings(tomllib.loads(source)):
        yield Text(path, _line(source, words), words)


def _strings(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in MUTE:
                yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str) and len(value.split()) >= FEWEST:
        yield value


def _of_lesson(path: Path) -> Iterator[Text]:
    source = path.read_text("utf-8")
    head, body = source.removeprefix("+++\n").split("\n+++\n", 1)
    for words in _strings(tomllib.loads(head)):
        yield Text(path, _line(source, words), words)
    yield from _of_markdown(path, body, head.count("\n") + 3)


def _of_code(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text("utf-8"))
    quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            quiet |= {id(part) for part in node.values}
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            words = node.value
        else:
            continue
        if len(words.split()) >= FEWEST and re.search(r"[a-z]{3,} [a-z]", words):
            yield Text(path, node.lineno, words)


def _of_markdown(path: Path, source: str, first: int) -> Iterator[Text]:
    bare = re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
    for line, words in enumerate(bare.split("\n"), first):
        if len(words.split()) >= FEWEST:
            yield Text(path, line, words)


def _line(source: str, words: str) -> int:
    start = words.strip().split("\n")[0][:40]
    return source[: max(0, source.find(start))].count("\n") + 1


def plain(words: str) -> str:
    """The words alone, as they are read aloud, without formulas, code, addresses and sources."""
    for pattern, put in ((CODE, "x"), (FORMULA, "x"), (LINK, ""), (PLACE, "")):
        words = pattern.sub(put, words)
    return re.sub(r"[*_#|>\\]|:material/\w+:", " ", words)


def replaced() -> list[str]:
    """The phrases that docs/voice.md replaces: the left columns of its tables."""
    rows = re.findall(r"^\| (.+?) \| .+ \|$", VOICE.read_text("utf-8"), flags=re.MULTILINE)
    return [row for row in rows if row != "not"]


def room(path: Path) -> str:
    """Where a text belongs: the bank, the lessons, other data, the pages, or a document."""
    place = path.relative_to(ROOT).as_posix()
    return next((name for start, name in ROOMS.items() if place.startswith(start)), "pages and core")


def report(everything: Iterable[Text]) -> Iterator[str]:
    """A row of Markdown for every room."""
    import textstat

    rooms: dict[str, list[str]] = {}
    for text in everything:
        rooms.setdefault(room(text.path), []).append(plain(text.words).strip().rstrip(".") + ".")
    yield "| room | words | words per sentence | reading ease | grade | habits per 1,000 words |"
    yield "|:--|--:|--:|--:|--:|--:|"
    for name, sentences in sorted(rooms.items()):
        whole = " ".join(sentences)
        count = len(whole.split())
        ease, grade = textstat.flesch_reading_ease(whole), textstat.flesch_kincaid_grade(whole)
        habits = 1_000 * len(HABITS.findall(whole)) / count
        long = count / textstat.sentence_count(whole)
        yield f"| {name} | {count:,} | {long:.1f} | {ease:.0f} | {grade:.1f} | {habits:.1f} |"


if __name__ == "__main__":
    print(*report(texts()), sep="\n")
