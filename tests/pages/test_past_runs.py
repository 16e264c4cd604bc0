"""Runs so far: what has ended is listed after a reload and in another tab, and one click brings its settings back."""

import datetime as dt

import pytest

from lstm_core.training import Experiment
from lstm_core.training.finished import FinishedRun, Outcome
from tests.apps import in_session, press, written_down
from tools.apptest import open_page, visit
from ui.common.learner_log import record
from ui.common.session import LearnerState, Session
from ui.train import choose, past_runs

QUICK = {"speed": "Full speed", "net_hidden": 4, "net_batch": 8, "net_steps": 12}


def opened(name="", **state):
    """The page in a tab of a learner, as a new session begins it."""
    return open_page("train", state={"session": Session(learner=LearnerState(name=name)), **state})


def finish(app, runs):
    for run in runs:
        assert run.done.wait(120)
    return app.run()


def rows(app):
    return [one.value for one in app.markdown if "learnt" in one.value and ":small[" in one.value]


def put(app, one, at=None):
    in_session(app, lambda: record(past_runs.KIND, one.task, one.data()))
    return app.run()


def a_run(task="recall", cell="LSTM", cells=(), **settings):
    e = Experiment(**settings)
    return FinishedRun(task, cell, e.settings(), (Outcome(e.seed, 90, True),), cells or (cell,), 0.5, (0.3, 0.1))


def test_a_run_that_has_ended_is_listed_in_a_new_session_and_in_another_tab(submitted):
    app, other = opened("runs-kept", **QUICK), opened("runs-kept")
    finish(press(app, "train"), submitted)
    (row,) = rows(app)
    assert row.startswith("**LSTM**, recall: not learnt in 12 batches")
    assert "units 4 · sequences per batch 8 · batches at most 12 · seed 0" in row
    assert rows(other.run()) == rows(opened("runs-kept")) == [row]
    assert rows(opened("somebody else")) == []


def test_it_is_written_down_once_and_on_whatever_page_one_is(submitted):
    app = press(opened(**QUICK, cells=["LSTM", "GRU"]), "train")
    for run in submitted:
        assert run.done.wait(120)
    visit(app, "glossary")
    assert [event.data["cell"] for event in written_down(app, "run")] == ["LSTM", "GRU"]
    visit(app, "train")
    finish(press(app, "another"), submitted)
    assert [event.data["settings"]["seed"] for event in written_down(app, "run")] == [0, 0, 1, 1]


def test_ten_seeds_are_one_row(submitted):
    app = finish(press(opened(**QUICK), "ten"), submitted)
    assert rows(app)[0].startswith("**LSTM**, recall: **0 of 10** learnt it")


@pytest.mark.parametrize("lecture", [False, True])
def test_one_click_brings_its_settings_back(lecture, submitted):
    state = {"recipe": choose.THEIRS} if lecture else {"net_learning_rate": 0.5}
    app = opened(**QUICK, **state, cells=["GRU", "Elman"], task="countdown")
    finish(press(app, "train"), submitted)
    before = [run.experiment for run in submitted]
    app = finish(app, submitted)
    other = put(opened(), a_run())
    in_session(other, lambda: [record("run", e.item, e.data) for e in written_down(app, "run")])
    press(other.run(), "again 0")
    press(other, "train")
    assert [run.experiment for run in submitted[2:]] == before


def test_a_cell_that_is_not_here_any_more_cannot_be_chosen_again():
    app = put(opened(), a_run(cell="mine", cells=("LSTM", "mine")))
    button = app.button(key="again 0")
    assert button.disabled
    assert "mine was your own, and is not here any more" in button.help


@pytest.mark.parametrize("odd", [{}, {"cell": "LSTM"}, a_run().data() | {"settings": {"hidden": "many"}}])
def test_what_a_log_says_that_is_no_run_is_passed_over(odd):
    app = opened()
    in_session(app, lambda: record(past_runs.KIND, "recall", odd))
    assert rows(put(app, a_run()))[0].startswith("**LSTM**, recall: learnt after **90** batches")
    assert len(rows(app)) == 1


def test_of_very_many_the_latest_are_shown_and_most_of_them_folded():
    app = opened("many-runs")
    for seed in range(past_runs.MOST + 3):
        in_session(app, lambda seed=seed: record(past_runs.KIND, "recall", a_run(seed=seed).data()))
    found = rows(app.run())
    assert len(found) == past_runs.MOST
    assert f"seed {past_runs.MOST + 2} " in found[0]
    assert f"{past_runs.MOST - past_runs.FIRST} earlier ones" in [one.label for one in app.expander]


def test_the_day_is_told_unless_it_is_today():
    now = dt.datetime.now().astimezone()
    assert past_runs.when(now.timestamp()) == f"{now:%H:%M}"
    assert past_runs.when(dt.datetime(2024, 3, 5, 9, 7).astimezone().timestamp()) == "5 March 2024, 09:07"
