"""What keeps going wrong, with the way to where it is practised."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.drills import DRILLS
from lstm_core.exam.review.weaknesses import Weak
from ui.common.menu import page_at
from ui.common.text import literal
from ui.practise.draw.history import in_words

MOST = 5  # mistakes that are listed


def frequent_mistakes(weak: Sequence[Weak]) -> None:
    """The mistakes that come most often, each with a link to where it is practised."""
    for one in [each for each in weak if each.item in (CELLS if each.kind == "drawing" else DRILLS)][:MOST]:
        if one.kind == "drawing":
            page, where = page_at("draw"), {"drawn_cell": one.item}
            words = f"{one.item}, drawn: {in_words(CELLS[one.item], one.name)}"
        else:
            page, where = page_at("drills"), {"drills": one.item}
            words = f"{DRILLS[one.item].title}: a typical mistake in “{literal(one.name, 40)}”"
        st.page_link(
            page, label=f"{words} ({one.times} times)", icon=":material/build:", query_params=where, width="content"
        )
