"""A small outage and a few kills: nothing lost, nothing twice, and the page says what waits; the full ones are
`python -m benchmarks.outages`."""

import pytest

from benchmarks import outages
from benchmarks.classroom.learner import Pace
from benchmarks.outages.killing import killing
from tools.postgres import programs

TIMED = ("longer than", "the longest click")  # judged on a quiet machine
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def broken_promises(rows):
    broken = [f"{row.what}: {row.measured} {row.note}" for row in rows if not row.kept]
    return [each for each in broken if not any(name in each for name in TIMED)]


@pytest.mark.parametrize("fault", ["locked", "frozen"])
def test_learners_who_click_on_while_the_database_is_away_lose_nothing_and_are_told(fault, monkeypatch):
    if fault != "locked":
        pytest.importorskip("psycopg")
        if programs() is None:
            pytest.skip("no PostgreSQL programs (initdb, postgres) are installed here")
    monkeypatch.setattr(outages, "BEFORE", 3.0)
    monkeypatch.setattr(outages, "AFTER", 3.0)
    rows = outages.outage(fault, learners=5, seconds=8.0, pace=Pace(0.5, 1.5))
    measured = {row.what: row.measured for row in rows}
    assert not broken_promises(rows)
    assert measured["answers then without a word that they wait"] == 0


def test_a_server_killed_under_two_devices_of_one_learner_loses_and_doubles_nothing(tmp_path):
    rows = killing(f"sqlite:///{tmp_path / 'log.sqlite'}", rounds=5)
    assert not broken_promises(rows)
