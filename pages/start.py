"""The start page: the figure it is all about, when the exam is, and what to do next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.run import step
from ui.common.frame import framed
from ui.common.learner_log import recorded, sync_learner
from ui.common.login import login
from ui.common.menu import PLACES, place_of
from ui.common.session import session
from ui.common.text import plain
from ui.components.cell_view import cell_view
from ui.practise.plan import question
from ui.practise.plan.wanted import Wanted, begun, wanted
from ui.step.weights_state import current_numbers

framed()


def _start() -> None:
    words, figure = st.columns([2, 3], gap="large")  # from the top, so that what comes late moves nothing above it
    with figure:  # first, since it takes the browser longest
        _figure()
    with words:
        st.title("Recall: the LSTM, from memory", anchor=False)
        st.markdown(
            "In the oral exam you are asked to **draw the LSTM and explain it**. Here you take it apart with your own "
            "numbers until nothing in it is a mystery. Then you draw it, explain it and calculate with it until it "
            "stays."
        )
        lead = st.container(key="lead_in")
        if last := place_of(session().page):
            st.page_link(last.page(), label=f"Go on where you were: {last.title}", icon=":material/history:")
        way_in = st.container()
    stand = st.container()
    _links()
    sync_learner()  # last: whoever has never reviewed anything waits for nothing
    with way_in:
        login()
    _plan(lead, stand)


def _figure() -> None:
    cell = with_readout(CELLS["LSTM"])
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    shown = {name: plain(value if name == "x" else value[0]) for name, value in values.items()}
    cell_view(cell, shown, key="hero")


def _links() -> None:
    sections = {name: places for name, places in PLACES.items() if name}
    with st.expander("Everything in the app", icon=":material/apps:"):
        columns = st.columns(len(sections), gap="large")
    for column, (section, places) in zip(columns, sections.items(), strict=True):
        with column:
            st.header(section, anchor=False)
            for place in places:
                st.page_link(place.page(), label=f"**{place.title}**", icon=place.icon)
                st.caption(place.promise)


def _plan(lead: DeltaGenerator, stand: DeltaGenerator) -> None:
    """The question, or what follows from its answer; whoever comes back without one goes on with the LSTM."""
    asked = wanted()
    if asked is None:
        with lead:
            question.ask()
            question.offer_first_check()
    if asked or begun():
        from ui.practise.plan import on_start  # FSRS comes with it

        with lead:
            today = on_start.lead(asked or Wanted())
        with stand:
            on_start.show_rows(asked, today)
    if recorded("review"):
        from ui.practise.review import summary

        with stand:
            summary.show()


if going := session().practise.first_check:
    from ui.practise.plan import first_check

    sync_learner()
    first_check.show(going)
else:
    _start()
