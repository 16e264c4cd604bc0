"""What one visitor has in training: a place for each kind, and whatever leaves its place is stopped."""

from itertools import count

import pytest
import streamlit as st
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

from lstm_core.training.trainer import Trainer
from ui.common import held_jobs
from ui.common.held_jobs import GRACE, MOST_LEFT, about, held, hold, is_elsewhere, release_abandoned, take_over
from ui.common.run_slot import RunSlot

NUMBERS = count(1)
SLOTS = {name: RunSlot(name, NUMBERS) for name in ("one", "another")}


class Stub:
    """A job that only knows whether it was stopped."""

    stopped, paused, looks = False, False, 0

    def look(self):
        self.looks += 1

    def stop(self):
        self.stopped = True

    def pause(self):
        self.paused = True

    def resume(self):
        self.paused = False

    @property
    def running(self):
        return not (self.stopped or self.paused)


@pytest.fixture
def visitor(monkeypatch):
    """Puts jobs into slots, as a page does, and says what is in each of them afterwards."""
    monkeypatch.setattr(held_jobs, "_HELD", {})  # every AppTest has the same session, and a stub is no job
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

    def __init__(self, sessions):
        self.is_active_session = sessions.__contains__


@pytest.fixture
def there(monkeypatch):
    """The sessions that are connected: add and discard names."""
    sessions = {"first", "second"}
    monkeypatch.setattr(Runtime, "_instance", Connected(sessions))
    monkeypatch.setattr(held_jobs, "_HELD", {})
    return sessions


@pytest.fixture
def sits(monkeypatch):
    """sits("first") makes this the session that a page runs in."""
    return lambda session: monkeypatch.setattr(held_jobs, "_session", lambda: session)


def test_the_end_of_the_session_lets_them_rest_and_stops_them_after_a_while(there, sits):
    sits("first")
    job, waiting = Stub(), Stub()
    waiting.pause()
    hold("one", 1, [job, waiting], tab="a")
    release_abandoned(0.0)
    assert job.running
    there.discard("first")
    release_abandoned(10.0)
    assert (job.paused, job.stopped) == (True, False)
    release_abandoned(10.0 + GRACE)
    assert not job.stopped
    release_abandoned(10.1 + GRACE)
    assert job.stopped
    assert waiting.stopped


def test_a_session_that_comes_back_finds_them_as_they_were(there, sits):
    sits("first")
    job, waiting = Stub(), Stub()
    waiting.pause()
    hold("one", 1, [job, waiting], tab="a")
    for here, now in ((False, 10.0), (True, 11.0), (False, 11.0 + GRACE)):
        (there.add if here else there.discard)("first")
        release_abandoned(now)
        assert job.running is here
    assert waiting.paused
    assert held("one", 1) == (job, waiting)


def test_after_a_reload_the_tab_takes_over_what_it_left_by_its_secret(there, sits):
    sits("first")
    job, other = Stub(), Stub()
    hold("one", 7, [job], about="what it is", tab="a")
    hold("another", 8, [other], tab="a")
    there.discard("first")
    release_abandoned(10.0)
    sits("second")
    assert take_over("b", "mine") == {}
    assert take_over("a", "mine") == {"one": 7, "another": 8}
    assert held("one", 7) == (job,)
    assert about("one") == "what it is"
    assert job.running
    release_abandoned(11.0 + GRACE)
    assert not job.stopped
    there.discard("second")
    sits("third")
    assert take_over("a", "mine") == {}, "the secret of the tab is another one now"
    assert take_over("mine", "c") == {"one": 7, "another": 8}


def test_nothing_is_taken_from_a_tab_that_is_still_there(there, sits):
    """A browser that duplicates a tab copies what it has kept."""
    sits("first")
    job = Stub()
    hold("one", 7, [job], tab="a")
    sits("second")
    assert take_over("a", "mine") == {}
    assert is_elsewhere("a")
    assert not is_elsewhere("b")
    assert job.running


def test_what_was_begun_since_the_reload_keeps_its_place(there, sits):
    sits("first")
    hold("one", 7, [Stub()], tab="a")
    there.discard("first")
    sits("second")
    begun = Stub()
    hold("one", 9, [begun], tab="mine")
    assert take_over("a", "mine") == {}
    assert held("one", 9) == (begun,)


def test_tabs_that_are_closed_in_numbers_leave_only_so_much(there, sits):
    jobs = [Stub() for _ in range(MOST_LEFT + 5)]
    for number, job in enumerate(jobs):
        sits(f"closed {number}")
        hold("one", number, [job], tab=f"tab {number}")
        release_abandoned(number / 1000)
    assert [job.stopped for job in jobs] == [True] * 5 + [False] * MOST_LEFT


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
