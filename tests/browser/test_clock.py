"""The clock of an exam ticks in the browser: the server is left in peace until the time is over."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = """
import streamlit as st
from ui.components.clock import clock

st.session_state.runs = st.session_state.get("runs", 0) + 1
clock(90, "left", key="clock", down=st.session_state.runs == 1)
st.write(f"run {st.session_state.runs}")
"""


def test_it_ticks_without_the_server_and_calls_it_once_the_time_is_over(serve, open_page):
    page = open_page()
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.clock.install()
    page.goto(serve(SCRIPT))
    face = page.get_by_role("timer")
    expect(face).to_contain_text("1:30 left")
    expect(page.get_by_text("run 1")).to_be_visible()
    before = len(sent)
    page.clock.fast_forward(60_000)
    expect(face).to_contain_text("0:30 left")
    assert len(sent) == before
    page.clock.fast_forward(30_000)
    expect(page.get_by_text("run 2")).to_be_visible()
    expect(face).to_contain_text("1:30 left")
