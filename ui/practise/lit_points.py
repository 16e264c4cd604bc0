"""What was to be drawn, point by point: the figure with what a point is about lit up."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import Point
from lstm_core.figure.stages import Stage
from lstm_core.prose.text import plain_text
from ui.components.cell_view import cell_view
from ui.practise.oral.words import say
from ui.practise.statements import Key


def show(cell: str, points: Sequence[Point], made: Collection[int], key: Key, language: str = "en") -> None:
    """One point at a time, counted from 1; it begins with the first that was not made."""
    numbers = range(1, len(points) + 1)
    first = next((number for number in numbers if number not in made), 1)
    number = st.segmented_control(
        say("lit", language), numbers, default=first, key=key("lit"), required=True, format_func=str
    )
    point = points[(number or first) - 1]
    st.markdown(point.wording[language])
    stage = Stage((), point.shows, ())
    words = "" if language == "en" else f"{cell}: {plain_text(point.wording[language])}"
    cell_view(with_readout(CELLS[cell]), {}, key=key("figure"), stage=stage, words=words)
