"""The clock of the pages: they are tested in the afternoon of today, since what a plan asks for depends on the hour."""

import datetime as dt
import time

import pytest

AFTERNOON = dt.time(15)


@pytest.fixture
def set_clock(monkeypatch):
    """A function that sets the clock; it goes on from there."""
    real, began = time.time, time.time()
    return lambda at: monkeypatch.setattr(time, "time", lambda: at.timestamp() + real() - began)


@pytest.fixture(autouse=True)
def _afternoon(set_clock):
    set_clock(dt.datetime.combine(dt.datetime.now(), AFTERNOON))
