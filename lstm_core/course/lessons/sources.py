"""What a paragraph is taken from, for whoever opens its sources: where it stands, what is said there, a link."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lstm_core.course.lessons.coverage import coverage, spanned
from lstm_core.figure.explain import FOLLOWS, LINES, cite
from lstm_core.prose import read

ARXIV = re.compile(r"arXiv (\d{4}\.\d{4,5})")
LECTURES = "lectures"  # the page that goes through them line by line


@dataclass(frozen=True)
class Source:
    """One source."""

    where: str  # in words: who, what, which lines
    tells: tuple[str, ...]  # what these lines say; nothing for a paper
    address: str  # "lectures?lecture=S2", the paper's own, or "" if it is not to be had there


def sources(cites: Iterable[str]) -> tuple[Source, ...]:
    """Every source of a paragraph, in its order."""
    return tuple(Source(cite(one), tuple(_tells(one)), _address(one.removeprefix(FOLLOWS))) for one in cites)


def short_name(cites: Iterable[str]) -> str:
    """All of them in short: "Source: lecture 2, lines 30 to 35", "Sources: lecture 0, line 3; Elman 1990"."""
    names = [_short(one.removeprefix(FOLLOWS)) for one in cites]
    return f"Source{'s' * (len(names) > 1)}: {'; '.join(names)}"


def _short(reference: str) -> str:
    lines = LINES.fullmatch(reference)
    if not lines:
        return reference
    lecture, first, last = lines[1].removeprefix("S"), lines[2], lines[3]
    return f"lecture {lecture}, " + (f"lines {first} to {last}" if last else f"line {first}")


def _tells(reference: str) -> Iterator[str]:
    """What the table of the lectures has about these lines, in our words."""
    wanted = spanned([reference])
    for lecture in {lecture for lecture, _ in wanted}:
        yield from (row.what for row in coverage()[lecture].rows if wanted & spanned(row.lines))


def _address(reference: str) -> str:
    lines = LINES.fullmatch(reference)
    if lines:
        return f"{LECTURES}?lecture={lines[1]}"
    paper = ARXIV.search(read("papers")[reference]["where"])
    return f"https://arxiv.org/abs/{paper[1]}" if paper else ""
