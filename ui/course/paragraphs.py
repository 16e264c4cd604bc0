"""The paragraphs of a lesson as Markdown, each with what it is taken from."""

import re
from collections.abc import Sequence

import streamlit as st

from lstm_core.course.lessons import Derived, Paragraph, cell_of
from ui.common.text import formula


def show(number: int, shown: Sequence[Paragraph]) -> None:
    """Draw them as one element, since a browser takes its time for each; only the first may have a heading."""
    with st.container(key=f"paragraph_{number}", gap="small"):
        if shown[0].heading:
            st.subheader(shown[0].heading, anchor=False)
        st.markdown("\n\n".join(piece for one in shown for piece in (*map(_part, one.parts), _cites(one))))


def _cites(paragraph: Paragraph) -> str:
    return f":small[:gray[{' · '.join(map(_short_reference, paragraph.cites))}]]"


def _part(part: Derived | str) -> str:
    return formula(cell_of(part.cell), part.node) if isinstance(part, Derived) else displayed(part)


def displayed(text: str) -> str:
    """A text whose $$...$$ stand on lines of their own, where Markdown sets them large."""
    return re.sub(r"\s*\$\$(.+?)\$\$\s*", r"\n\n$$\n\1\n$$\n\n", text, flags=re.DOTALL).strip()


def _short_reference(reference: str) -> str:
    """S3:27-30 as it stands below a paragraph."""
    return re.sub(r"\b(S\d):(\d+)-?", r"\1, \2–", reference).removesuffix("–")
