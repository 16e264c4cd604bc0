"""Pages are tested in the afternoon of today: what a plan asks for first depends on the hour."""

import datetime as dt
import time

import pytest

HOUR = 15


@pytest.fixture(autouse=True)
def _afternoon(monkeypatch):
    real, now = time.time, dt.datetime.now()
    shift = (now.replace(hour=HOUR, minute=0, second=0, microsecond=0) - now).total_seconds()
    monkeypatch.setattr(time, "time", lambda: real() + shift)
