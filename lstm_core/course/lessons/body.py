"""The text of a lesson, read into paragraphs.

Empty lines part them. A paragraph may begin with {c_next, kept}, the nodes that light up, and ends with its sources
in square brackets: [S4:73] or [S4:73; Olah 2015]. A line `= LSTM c_next` stands for that equation; # begins a heading.
"""

import re
from collections.abc import Iterator

from lstm_core.course.lessons.lesson import Derived, Paragraph, cell_of
from lstm_core.figure.explain import cite
from lstm_core.latex import named
from lstm_core.prose.data import refuse

LIT = re.compile(r"\{([^{}$]*)\}\s*")
EQUATION = re.compile(r"= (.+) (\w+)")
SOURCES = re.compile(r"((?:\s*\[[^\[\]]+\])+)\s*$")


def paragraphs(text: str, file: str, first: int, cell: str) -> tuple[Paragraph, ...]:
    """All paragraphs; `first` is the number of the text's first line. Raises ValueError that names file and line."""
    found, heading = [], ""
    for line, block in _blocks(text, first):
        if block.startswith("#"):
            refuse(bool(heading), f"{file}, line {line}: a paragraph has to stand below the heading {heading!r}")
            heading = block.lstrip("# ")
            continue
        try:
            found.append(_paragraph(block, cell, heading))
        except ValueError as error:
            raise ValueError(f"{file}, line {line}: {error}") from error
        heading = ""
    refuse(bool(heading), f"{file}: a paragraph has to stand below the heading {heading!r}")
    return tuple(found)


def _blocks(text: str, first: int) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, and the number of the line on which it begins."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], first):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), "\n".join(block)
            block = []


def _paragraph(block: str, cell: str, heading: str) -> Paragraph:
    lit, rest = _lit(block, cell)
    sources = SOURCES.search(rest)
    if not sources:
        raise ValueError("it has to end with its sources in square brackets, such as [S3:27-30]")
    cites = tuple(one.strip() for one in re.split(r"[\[\];,]", sources[1]) if one.strip())
    for reference in cites:
        cite(reference)
    parts = tuple(_parts(rest[: sources.start()]))
    refuse(not parts, "there is nothing but sources")
    return Paragraph(parts, cites, lit, heading)


def _lit(block: str, cell: str) -> tuple[tuple[str, ...], str]:
    """The nodes that light up, and the text without them."""
    names = LIT.match(block)
    if not names:
        return (), block
    lit = tuple(name.strip() for name in names[1].split(","))
    refuse(not cell, f"there is no figure in which {', '.join(lit)} could light up; name its cell in the head")
    missing = [name for name in lit if name not in cell_of(cell)]
    refuse(bool(missing), f"{cell} has no node {', '.join(missing)}")
    return lit, block[names.end() :]


def _parts(text: str) -> Iterator[str | Derived]:
    """Texts and the equations between them, in order."""
    words: list[str] = []
    for line in text.split("\n"):
        equation = EQUATION.fullmatch(line.strip())
        if not equation:
            words.append(line)
            continue
        yield from _joined(words)
        yield _derived(equation[1], equation[2])
        words = []
    yield from _joined(words)


def _joined(words: list[str]) -> list[str]:
    text = "\n".join(words).strip()
    return [text] if text else []


def _derived(cell: str, node: str) -> Derived:
    own = named(cell_of(cell))
    refuse(node not in own, f"{cell} has no equation for {node}; it has them for {', '.join(own)}")
    return Derived(cell, node)
