"""What a learner did counts in the order in which it was done, and is written again where the log's file was lost."""

import time
from types import SimpleNamespace

import pytest

from lstm_core.exam.log.log import Log
from ui.common import learner_log
from ui.common.session import Session

HOUR = 3600.0


@pytest.fixture
def learner(monkeypatch, tmp_path):
    """Somebody with a log in a file."""
    visit = Session()
    visit.learner.name = "me"
    log = Log(f"sqlite:///{tmp_path / 'log.sqlite'}")
    monkeypatch.setattr(learner_log, "session", lambda: visit)
    monkeypatch.setattr(learner_log, "_log", lambda: log)
    yield visit.learner
    log.close()


def clock(monkeypatch, at):
    monkeypatch.setattr(learner_log, "time", SimpleNamespace(time=lambda: at))


@pytest.mark.parametrize("turned", [-HOUR, HOUR])
@pytest.mark.parametrize("another_tab", [False, True])
def test_the_exam_date_that_was_set_last_counts_whatever_the_clock_does(learner, monkeypatch, turned, another_tab):
    begin = time.time()
    clock(monkeypatch, begin)
    learner_log.record("exam", "date", {"date": "2030-01-01"})
    clock(monkeypatch, begin + turned)
    if another_tab:
        learner.latest = 0.0
    learner_log.record("exam", "date", {"date": "2030-02-02"})
    assert [event.data["date"] for event in learner_log.recorded("exam")] == ["2030-01-01", "2030-02-02"]
    assert learner_log.now() >= learner_log.recorded("exam")[-1].at


def test_a_time_in_a_forged_log_does_not_set_the_clock(learner, monkeypatch):
    clock(monkeypatch, 1e9)
    learner.latest = 2e9
    learner_log.record("exam", "date", {"date": ""})
    assert learner_log.recorded("exam")[0].at == 1e9


def test_where_the_file_of_the_log_was_deleted_this_visit_is_written_down_again_once(learner, tmp_path):
    for item in ("N01", "N02"):
        learner_log.record("drill", item, {})
    for part in tmp_path.iterdir():
        part.unlink()
    learner_log.record("drill", "N03", {})
    learner_log.write_unsaved()
    assert learner.file_was_lost
    assert not learner.unsaved
    assert [event.item for event in learner_log.recorded("drill")] == ["N01", "N02", "N03"]
