"""The paragraphs of a lesson as Markdown, each with what it is taken from."""

import re
from collections.abc import Collection, Sequence

import streamlit as st

from lstm_core.course.lessons import Derived, Paragraph, cell_of
from lstm_core.course.lessons.sources import short_name
from ui.common.text import formula
from ui.course import paragraph_cards


def show(number: int, shown: Sequence[Paragraph], cards: Collection[str], known: Collection[str]) -> None:
    """Draw them as one element, since a browser takes its time for each; only the first may have a heading.

    Below stand the cards that ask about them.
    """
    with st.container(key=f"paragraph_{number}", gap="small"):
        if shown[0].heading:
            st.subheader(shown[0].heading, anchor=False)
        st.markdown("\n\n".join(_text(place, one) for place, one in enumerate(shown, number)))
        paragraph_cards.show(number, cards, known)


def _text(number: int, paragraph: Paragraph) -> str:
    """The paragraph, and at its end the link to its sources; behind a formula on lines of its own, it has its own."""
    text = "\n\n".join(map(_part, paragraph.parts))
    gap = "\n\n" if text.endswith("$$") else " "
    return f"{text}{gap}[{short_name(paragraph.cites)}](#source-{number})"


def _part(part: Derived | str) -> str:
    return formula(cell_of(part.cell), part.node) if isinstance(part, Derived) else displayed(part)


def displayed(text: str) -> str:
    """A text whose $$...$$ stand on lines of their own, where Markdown sets them large."""
    return re.sub(r"\s*\$\$(.+?)\$\$\s*", r"\n\n$$\n\1\n$$\n\n", text, flags=re.DOTALL).strip()
