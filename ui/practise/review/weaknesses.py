"""What keeps going wrong, with the way to where it is practised."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.drills import DRILLS
from lstm_core.exam.review.weaknesses import Weakness
from ui.common.menu import page_at
from ui.common.text import literal
from ui.practise.draw.history import in_words

MOST = 5  # mistakes that are listed


def frequent_mistakes(weak: Sequence[Weakness]) -> None:
    """The mistakes that come most often, each with a link to where it is practised."""
    practised = [mistake for mistake in weak if mistake.item in (CELLS if mistake.kind == "drawing" else DRILLS)]
    for mistake in practised[:MOST]:
        if mistake.kind == "drawing":
            page, query = page_at("draw"), {"drawn_cell": mistake.item}
            words = f"{mistake.item}, drawn: {in_words(CELLS[mistake.item], mistake.name)}"
        else:
            page, query = page_at("drills"), {"drills": mistake.item}
            words = f"{DRILLS[mistake.item].title}: a typical mistake in “{literal(mistake.name, 40)}”"
        label = f"{words} ({mistake.times} times)"
        st.page_link(page, label=label, icon=":material/build:", query_params=query, width="content")
