"""Recall: the LSTM, from memory. Run with `streamlit run app.py`."""

import streamlit as st

from ui.common import finite, late_messages, log_status, messages, tabs, threads, turns, uploads, ways
from ui.common.arrival import arriving
from ui.common.frame import ICON, STYLE, frame, remember
from ui.common.menu import menu
from ui.common.session import session, take_choices
from ui.common.startup import start_up
from ui.components.closing_menu import close_menu_after_choice
from ui.components.history import one_step_for_one_click
from ui.components.plain_names import name_plainly

threads.many_threads()
finite.refuse_endless_numbers()
uploads.limit_uploads()
turns.take_turns()
messages.limit_messages()
late_messages.pass_over_late_messages()
st.set_page_config(page_icon=ICON, layout="wide")
page = st.navigation(menu(), position="top")
st.set_page_config(page_title=f"{page.title} · Recall")
st.html(STYLE)
remember(page)
take_choices()
with arriving():
    if page.url_path:
        st.title(page.title, anchor=False)
        ways.show_back()
    top = st.container()
    with frame():
        if not tabs.too_many(session().learner.name):
            page.run()
    if session().train.run_numbers:  # else nobody waits for what writes it down
        from ui.train import past_runs

        past_runs.write_down()
    with top:
        uploads.show_notice()
        log_status.show()  # after the page, which is what tries to write
    one_step_for_one_click()
    close_menu_after_choice()
    name_plainly()
start_up()  # last, since the first visitor waits for everything before it
