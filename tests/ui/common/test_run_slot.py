"""What one visitor has in training: a place for each kind, and whatever leaves its place is stopped."""

from itertools import count

import pytest
import streamlit as st
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

from lstm_core.training.trainer import Trainer
from ui.common.held_jobs import release_abandoned
from ui.common.run_slot import RunSlot

NUMBERS = count(1)
SLOTS = {name: RunSlot(name, NUMBERS) for name in ("one", "another")}


class Stub:
    """A job that only knows whether it was stopped."""

    stopped, looks = False, 0

    def look(self):
        self.looks += 1

    def stop(self):
        self.stopped = True


@pytest.fixture
def visitor(monkeypatch):
    """Puts jobs into slots, as a page does, and says what is in each of them afterwards."""
    monkeypatch.setattr(Trainer, "submit", lambda *args: None)
    app = AppTest.from_function(_page)

    def start(**jobs):
        app.session_state["jobs"] = jobs
        app.run()
        assert not app.exception
        return app.session_state["current"]

    return start


def _page():
    from contextlib import suppress

    import streamlit as st

    from tests.ui.common.test_run_slot import SLOTS

    for name, jobs in st.session_state.jobs.items():
        with suppress(ValueError):
            SLOTS[name].start(jobs)
    st.session_state.jobs = {}
    st.session_state.current = {name: slot.current() for name, slot in SLOTS.items()}


def test_a_slot_keeps_its_jobs_from_one_rerun_to_the_next(visitor):
    job = Stub()
    assert visitor(one=[job])["one"] == visitor()["one"] == (job,)
    assert not job.stopped


def test_others_take_the_place_of_those_before_and_stop_them(visitor):
    first, second = Stub(), Stub()
    visitor(one=[first])
    assert visitor(one=[second])["one"] == (second,)
    assert (first.stopped, second.stopped) == (True, False)


def test_slots_do_not_know_each_other(visitor):
    first, second = Stub(), Stub()
    visitor(one=[first])
    assert visitor(another=[second]) == {"one": (first,), "another": (second,)}
    assert not first.stopped


class Connected:
    """A server that knows which sessions are there."""

    def __init__(self, *sessions):
        self.is_active_session = sessions.__contains__


@pytest.mark.parametrize("there", [True, False])
def test_the_end_of_the_session_stops_them_and_nothing_else_does(visitor, monkeypatch, there):
    job = Stub()
    visitor(one=[job])
    monkeypatch.setattr(Runtime, "_instance", Connected(*["test session id"] * there))
    release_abandoned()
    monkeypatch.undo()
    assert job.stopped is not there


def test_no_visitor_can_clear_them_away(visitor):
    """A browser may ask for all caches to be cleared, and Streamlit does so for everybody."""
    job = Stub()
    visitor(one=[job])
    st.cache_data.clear()
    st.cache_resource.clear()
    assert not job.stopped
    assert visitor()["one"] == (job,)


def test_where_the_trainer_is_full_nothing_is_left_in_the_slot(visitor, monkeypatch):
    def full(*args):
        raise ValueError("Too many nets.")

    first, second = Stub(), Stub()
    visitor(one=[first])
    monkeypatch.setattr(Trainer, "submit", full)
    assert visitor(one=[second])["one"] == ()
    assert first.stopped
    assert second.stopped
