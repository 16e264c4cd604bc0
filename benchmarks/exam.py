"""The exam side with a long past: writing an event down, and the page Today with ten thousand events in the log."""

import os
import statistics
import tempfile
import time
from time import perf_counter

import numpy as np

from benchmarks.measure import Row
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.log import Event, Log
from lstm_core.exam.log.portable import write
from tools.apptest import open_page
from ui.common.learner_log import DATABASE

EVENTS, VISITS, APPENDS, DAY = 10_000, 15, 200, 86_400.0
TODAY = "pages/today.py"


def measure() -> list[Row]:
    """An append, the first look at Today, and the looks after it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/log.sqlite"
        log = Log(url)
        log.load("learner", write(past(time.time())))
        appends = [_timed(lambda k=k: log.append("learner", Event(float(k), "drill", "N01"))) for k in range(APPENDS)]
        log.close()
        os.environ[DATABASE] = url
        (cold, _), (first, later) = _visits(), _visits()
        del os.environ[DATABASE]
    return [
        Row("an event written down", 1e3 * statistics.median(appends), "ms", 10),
        Row("Today with 10,000 events, page compute", 1e3 * later, "ms", 150),
        Row("the same, first in a session of a learner this server knows", 1e3 * first, "ms", 150),
        Row("the same, the first after the server started", 1e3 * cold, "ms", None, "with all that is loaded once"),
    ]


def past(now: float) -> list[Event]:
    """Half a year of reviews, drawings and drills."""
    rng, known = np.random.default_rng(0), cards()
    times = np.sort(now - rng.uniform(60, 180 * DAY, EVENTS))
    kinds = rng.choice(["review", "drill", "drawing"], EVENTS, p=[0.8, 0.15, 0.05])
    items = {"review": "", "drill": "N01", "drawing": "LSTM"}
    return [
        Event(
            float(at),
            str(kind),
            items[kind] or known[rng.integers(len(known))].id,
            {"rating": int(rng.integers(1, 5)), "seconds": 40.0, "right": 1, "of": 1, "mark": 90, "wrong": ["M4"]},
        )
        for at, kind in zip(times, kinds, strict=True)
    ]


def _visits() -> tuple[float, float]:
    """Seconds for the first run of Today in a session, and for a run after that."""
    app = open_page()
    app.session_state["session"].learner.name = "learner"
    app.switch_page(TODAY)
    first = _timed(app.run)
    return first, statistics.median(_timed(app.run) for _ in range(VISITS))


def _timed(call: object) -> float:
    begin = perf_counter()
    call()  # type: ignore[operator]
    return perf_counter() - begin
