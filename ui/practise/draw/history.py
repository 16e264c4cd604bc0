"""Which mistakes keep coming back, from the learner's log."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.mistakes import say
from lstm_core.prose import read
from ui.common.learner_log import recorded

MOST = 5  # mistakes that are listed
TIMES = 2  # so often, before a mistake "keeps coming back"


def show(cell: Cell) -> None:
    """The attempts at this cell so far, and what was wrong more than once."""
    attempts = [event for event in recorded("drawing") if event.item == cell.name]
    if not attempts:
        return
    with st.expander(f"Your attempts so far: {len(attempts)}", icon=":material/history:"):
        marks = [_mark(event.data.get("mark")) for event in attempts]
        st.markdown(f"Last mark **{marks[-1]}**, best {max(marks)}. The last ten: {', '.join(map(str, marks[-10:]))}.")
        counts = Counter(name for event in attempts for name in _names(event.data.get("wrong")))
        often = [(name, times) for name, times in counts.most_common(MOST) if times >= TIMES]
        if often:
            lines = [f"- {in_words(cell, name)} ({times} times)" for name, times in often]
            st.markdown("\n".join(["These keep coming back:", *lines]))
        else:
            st.markdown("No mistake came twice.")


def _mark(logged: object) -> int:
    """A mark as it stands in a log, which may come from anywhere."""
    return min(max(logged, 0), 100) if isinstance(logged, int) else 0


def _names(logged: object) -> set[str]:
    return set(map(str, logged)) if isinstance(logged, list) else set()


def in_words(cell: Cell, name: str) -> str:
    """A mistake in a few words: by its name among the twenty, or by the box it is at."""
    titles = read("practice")["titles"]
    if name in titles:
        return str(titles[name])
    return f"something at {say(cell, name)}" if name in cell else "a part that is left over"
