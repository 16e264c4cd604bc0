"""The concept map of a course: what an examiner may hear in three minutes, as data and as a graph.

There is one for each course, a file in `mindmaps/` with what stands at its top; the branch on recurrent nets, which
both share, is in `shared.toml`. A link is a sentence with two concepts in it: "gates · decide about · cell state". All
is checked when it is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from lstm_core.cell.roles import INK, PAPER, ROLES
from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.points import read_wording
from lstm_core.figure.explain import cite
from lstm_core.prose.data import build, read_toml
from lstm_core.prose.wording import Wording

FOLDER = Path(__file__).parent / "mindmaps"
SHARED = "shared"  # the file of what all maps have in common
COURSES = ("marquardt", "maier")  # the first is shown unless another is chosen
WIDTH = 16  # letters of a label in one line
HEADER = """digraph {{
  rankdir=LR; bgcolor=transparent; nodesep=0.12; ranksep=0.3
  node [fontname=Helvetica fontsize=13 color="{ink}" fontcolor="{ink}"
    shape=box style="rounded,filled" fillcolor="{paper}"]
  edge [fontname=Helvetica fontsize=10 color="{ink}" fontcolor="{ink}" arrowsize=0.6]"""


@dataclass(frozen=True)
class Concept:
    """A word of the lecture, and the one sentence to say about it."""

    key: str
    name: str
    german: str
    says: Wording
    cite: str
    topic: str = ""  # of the question bank; empty for what this app does not teach

    def named(self, language: str) -> str:
        """Its name in a language of LANGUAGES."""
        return self.german if language == "de" else self.name


@dataclass(frozen=True)
class Link:
    """Two concepts and the words between them."""

    source: str
    words: Wording
    target: str


@dataclass(frozen=True)
class Map:
    """A concept map."""

    title: str  # of the course
    concepts: dict[str, Concept]
    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        for concept in self.concepts.values():
            cite(concept.cite)
            if concept.topic and concept.topic not in topics():
                raise ValueError(f"{concept.key}: there is no topic {concept.topic}; we have {', '.join(topics())}")
        for link in self.links:
            for end in {link.source, link.target} - self.concepts.keys():
                raise ValueError(f"a link from {link.source} to {link.target} needs the concept {end}")


@cache
def mindmap(course: str = COURSES[0], folder: Path = FOLDER) -> Map:
    """The map of a course, its branch about recurrent networks in full."""
    shared, own = (_read(folder / f"{name}.toml") for name in (SHARED, course))
    return Map(own.title, shared.concepts | own.concepts, (*own.links, *shared.links))


@dataclass(frozen=True)
class _Part:
    """What a file of a map holds."""

    title: str
    concepts: dict[str, Concept]
    links: tuple[Link, ...]


def _read(file: Path) -> _Part:
    rows = read_toml(file)
    title, links = rows.pop("title", ""), tuple(_link(file.name, row) for row in rows.pop("links"))
    return _Part(title, {key: _concept(f"{file.name}, {key}", key, row) for key, row in rows.items()}, links)


def _link(file: str, row: Sequence[Any]) -> Link:
    source, words, target = row
    return Link(source, read_wording(f"{file}, the link from {source} to {target}", words), target)


def _concept(where: str, key: str, row: Mapping[str, Any]) -> Concept:
    return build(Concept, where, {"key": key, **row}, says=lambda text: read_wording(where, text))


def to_dot(map: Map, theme: str = "light", known: Mapping[str, float] | None = None, language: str = "en") -> str:
    """DOT source for Graphviz; an id per concept (concept-lstm), and its sentence as a tooltip.

    With `known`, the share of every topic that is known (0 to 1), a concept is filled that far and says so.
    """
    nodes = [
        f'  {key} [id="concept-{key}" label="{_label(one.named(language))}{_share(one, known)}"'
        f' tooltip="{_quoted(one.says[language])}"'
        f"{_filled(one, known, theme)}]"
        for key, one in map.concepts.items()
    ]
    edges = [f'  {link.source} -> {link.target} [label="{_label(link.words[language])}"]' for link in map.links]
    return "\n".join([HEADER.format(ink=INK[theme], paper=PAPER[theme]), *nodes, *edges, "}"])


def _share(concept: Concept, known: Mapping[str, float] | None) -> str:
    """A last line for what is known of a concept."""
    return f"\\n{known[concept.topic]:.0%}" if known and concept.topic in known else ""


def _filled(concept: Concept, known: Mapping[str, float] | None, theme: str) -> str:
    """A box that is filled from the left as far as the concept is known."""
    if not known or concept.topic not in known:
        return ""
    share = min(max(known[concept.topic], 0.001), 0.999)  # Graphviz wants a stripe of each colour
    return f' style=striped fillcolor="{ROLES["memory"].tint(theme)};{share:.3f}:{PAPER[theme]}"'


def _label(words: str) -> str:
    """Words on short lines."""
    return "\\n".join(wrap(_quoted(words), WIDTH))


def _quoted(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')
