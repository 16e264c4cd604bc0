"""The page Train without a browser: tasks and recipes open, runs come to their end, bad settings get a sentence."""

import base64
import json

import pytest

from lstm_core.cells import CELLS
from lstm_core.tasks import TASKS
from lstm_core.training import Trained
from lstm_core.training.trainer import Trainer
from tools.apptest import open_page, visit
from tools.serving import ROOT
from ui.common.session import Creations, Session
from ui.train import choose, controls

QUICK = {"speed": "Full speed", "net_hidden": 8, "net_batch": 16}


def opened(**state):
    return open_page("train", state=state)


def click(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def finish(at, runs):
    for run in runs:
        assert run.done.wait(120)
    at.run()
    assert not at.exception
    return at


def sent(at):
    """What the live view received; None if it is not there."""
    found = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return next((data for data in found if "runs" in data), None)


def saved(run):
    return Trained(run.experiment, tuple(run.progress.history.weights)).save()


def said(at):
    return " ".join(part.value for part in [*at.markdown, *at.caption])


@pytest.mark.parametrize("task", TASKS)
def test_every_task_opens_with_its_question_and_its_criterion(task):
    at = opened(task=task)
    assert TASKS[task].question in said(at)
    assert TASKS[task].criterion.sentence in said(at)
    assert "always zero" in said(at)
    assert sent(at) is None


def test_a_run_that_was_put_away_is_shown_as_it_was_and_says_so_if_it_has_to_come_back(submitted):
    at = click(opened(speed="Batch by batch", net_hidden=4, net_batch=8), "train")
    (run,) = submitted
    for _ in range(3):
        click(at, "one")
    picture = sent(at)["runs"]
    run.put_away()
    at.run()
    assert sent(at)["runs"] == picture
    run.forget()
    at.run()
    assert not at.exception
    assert "It comes back to batch 3, with the same numbers." in said(at) or not run.returns_to
    while run.returns_to:
        run.done.wait(0.005)
    at.run()
    assert sent(at)["runs"] == picture


@pytest.mark.parametrize("task", ["recall", "countdown"])
def test_the_lectures_recipe_is_offered_where_there_is_one(task):
    at = opened(task=task, recipe=choose.THEIRS)
    assert at.number_input(key="net_hidden").value in (5, 2)
    assert at.number_input(key="net_steps").value == 300
    assert at.button(key="longer")


def test_another_task_brings_its_own_recipe():
    at = opened(task="recall", recipe=choose.THEIRS)
    at.selectbox(key="task").select("sequence recall").run()
    assert not at.exception
    assert at.number_input(key="net_hidden").value == 32
    assert not [button for button in at.button if button.key == "longer"]


def test_a_run_goes_to_its_end_and_is_compared_with_the_guess(submitted):
    at = opened(speed="Full speed", guess=110)
    click(at, "train")
    finish(at, submitted)
    data = sent(at)
    assert [run["kind"] for run in data["runs"]] == ["solved"]
    assert "You said 110 batches" in said(at)
    assert f"**{submitted[0].progress.step}**" in said(at)  # in the table of runs
    assert {button.label for button in at.get("download_button")} >= {"PyTorch script", "Notebook", "Weights", "Losses"}


def test_the_picture_is_what_the_net_said(submitted):
    at = opened(**QUICK, net_steps=30)
    click(at, "train")
    finish(at, submitted)
    data, history = sent(at), submitted[0].progress.history
    run, top = data["runs"][0], history.watched.batch.ys.max()
    assert run["columns"] == list(range(1, 31))
    pixels = base64.b64decode(run["picture"])
    assert len(pixels) == 30 * data["time"]
    low, high = data["span"]
    last = [low + byte / 255 * (high - low) for byte in pixels[-data["time"] :]]
    assert last == pytest.approx(history.pictures[-1][1][:, 0, 0] / top, abs=0.004)
    assert run["losses"] == pytest.approx(submitted[0].progress.losses, rel=0.01)


def test_three_cells_race_on_the_same_batches(submitted):
    at = opened(cells=["Elman", "LSTM", "GRU"], **QUICK, net_steps=20)
    click(at, "train")
    finish(at, submitted)
    assert [run["name"] for run in sent(at)["runs"]] == ["Elman", "LSTM", "GRU"]
    assert len({run.experiment.seed for run in submitted}) == 1


def test_four_cells_are_one_too_many():
    at = opened(cells=["Elman", "LSTM", "GRU", "LSTM 1997"])
    assert "At most 3 cells" in said(at)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"net_time": 3}, "needs 4 steps or more"),
        ({"net_delay": 50}, "needs 51 steps or more"),
        ({"task": "countdown", "net_delay": 5}, "no delay that could be fixed"),
    ],
)
def test_settings_that_do_not_fit_get_a_sentence_and_nothing_is_lost(settings, words):
    at = opened(**settings)
    assert words in said(at)
    assert at.button(key="train").disabled
    for key, value in settings.items():
        assert at.session_state[key] == value


def test_a_learning_rate_that_is_far_too_large_ends_in_words(submitted):
    at = opened(**QUICK, net_learning_rate=1.0, net_clip=0.0, net_optimizer="SGD", net_steps=40)
    click(at, "train")
    finish(at, submitted)
    assert sent(at)["runs"][0]["kind"] in ("diverged", "silent", "speaking", "mean", "when")


def test_batch_by_batch_takes_one_at_a_time(submitted):
    at = opened(speed="Batch by batch", net_hidden=8)
    click(at, "train")
    assert submitted[0].progress.step == 0
    for count in (1, 2):
        click(at, "one")
        assert submitted[0].progress.step == count
        assert sent(at)["runs"][0]["facts"][0].startswith(f"batch {count} of")


def test_pause_resume_and_stop(submitted):
    at = opened(speed="Slow motion", net_hidden=8)
    click(at, "train")
    click(at, "pause")
    assert submitted[0].paused
    click(at, "resume")
    assert submitted[0].running
    click(at, "stop")
    assert submitted[0].done.is_set()
    assert sent(at)["runs"][0]["title"]


def test_another_seed_stops_the_first_run_and_starts_a_second(submitted):
    at = opened(net_hidden=8)
    click(at, "train")
    click(at, "another")
    first, second = submitted
    assert first.done.is_set()
    assert second.experiment == first.experiment.but(seed=1)
    assert at.number_input(key="net_seed").value == 1


def test_the_learning_rate_is_changed_while_it_runs(submitted):
    at = opened(net_hidden=8)
    click(at, "train")
    slider = next(slider for slider in at.select_slider if slider.key.startswith("rate"))
    slider.set_value(0.001).run()
    assert not at.exception
    assert submitted[0].rate == 0.001


def test_the_lectures_net_can_be_given_more_time(submitted):
    at = opened(task="recall", recipe=choose.THEIRS)
    click(at, "longer")
    assert submitted[0].experiment.steps == controls.LONGER
    assert at.number_input(key="net_steps").value == controls.LONGER


CHANGES = {
    "another recipe": ({"recipe": choose.THEIRS}, "task recall, now recall (lecture)"),
    "another task": ({"task": "countdown"}, "task recall, now countdown"),
    "another cell": ({"cells": ["GRU"]}, "cells LSTM, now GRU"),
    "one more cell": ({"cells": ["LSTM", "GRU"]}, "cells LSTM, now LSTM, GRU"),
    "a setting": ({"net_hidden": 9}, "units 8, now 9"),
    "a switch": ({"net_until_solved": False}, "stop when it is solved on, now off"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_run_of_other_choices_is_marked_as_one_and_what_differs_is_named(change, submitted):
    at = opened(speed="Full speed", net_hidden=8)
    click(at, "train")
    finish(at, submitted)
    assert "The picture shows the choices above." in said(at)
    lines = len(at.caption)
    state, words = CHANGES[change]
    for key, value in state.items():
        widget = next(
            one for one in [*at.selectbox, *at.get("button_group"), *at.number_input, *at.toggle] if one.key == key
        )
        widget.set_value(value)
    at.run()
    assert not at.exception
    assert "**The picture shows an earlier run**" in said(at)
    assert words in said(at)
    assert len(at.caption) == lines  # the line was there before, so nothing moves


def test_ten_seeds_are_of_the_first_cell_in_the_order_shown(submitted):
    at = opened(**QUICK, cells=["GRU", "LSTM"])  # as they were clicked
    shown = [name for name in CELLS if name in ("GRU", "LSTM")]
    click(at, "ten")
    assert {run.experiment.cell.name for run in submitted} == {shown[0]}


def test_ten_seeds_are_counted(submitted):
    at = opened(**QUICK, net_steps=20)
    click(at, "ten")
    finish(at, submitted)
    assert sorted(run.experiment.seed for run in submitted) == list(range(10))
    assert "0 of 10 solved" in said(at)


def test_a_full_trainer_says_so(monkeypatch):
    def full(self, run, learner):
        raise ValueError("Too many nets are training at this moment. Try again in a minute.")

    at = opened()
    monkeypatch.setattr(Trainer, "submit", full)
    click(at, "train")
    assert "Too many nets" in said(at)


def test_a_long_run_is_sent_in_small_pieces(submitted):
    at = opened(**QUICK, net_time=200, net_steps=250, net_until_solved=False)
    click(at, "train")
    finish(at, submitted)
    assert len(json.dumps(sent(at))) < 60_000


def test_opening_the_page_needs_no_torch_on_its_own_thread():
    import subprocess
    import sys

    code = (
        "import sys, ui.train.live, ui.train.results, ui.train.ten_seeds\n"
        "import ui.train.past_runs, lstm_core.training, lstm_core.training.trainer\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert not subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode


def test_a_learners_own_cell_is_offered_and_trains(submitted):
    page = "x\nh\nz = sigmoid(linear(x, h))\nn = tanh(linear(x, h))\nh_next = z * h + (1 - z) * n"
    at = opened(**QUICK, cells=["mine"], session=Session(own=Creations(cells={"mine": page})))
    click(at, "train")
    assert submitted[0].experiment.cell.name == "mine"
    finish(at, submitted)
    assert submitted[0].progress.step > 0


def test_a_trained_net_can_be_kept_and_looked_into(submitted):
    at = click(opened(**QUICK), "train")
    finish(at, submitted)
    click(at, "keep_net")
    name, data = next(iter(at.session_state["session"].own.nets.items()))
    assert "LSTM" in name
    assert data == saved(submitted[0])
    visit(at, "probe")
    assert at.selectbox(key="net").value == name


def test_of_two_nets_of_one_name_the_one_it_stands_beside_is_looked_into(submitted):
    at = click(opened(**QUICK), "train")
    finish(at, submitted)
    click(at, "keep_net")
    at.number_input(key="net_hidden").set_value(4).run()
    click(at, "train")
    finish(at, submitted)
    assert not [button for button in at.button if button.key == "go_probe"], "this net is not kept yet"
    click(at, "keep_net")
    click(at, "go_probe")
    visit(at, "probe")
    assert at.session_state["session"].own.nets[at.selectbox(key="net").value] == saved(submitted[1])
    assert "4 units" in said(at)


def test_who_waits_for_a_turn_is_told_how_many_come_before(monkeypatch):
    at = opened(**QUICK)
    monkeypatch.setattr(Trainer, "learners_ahead", lambda self, learner="": 3)
    monkeypatch.setattr(Trainer, "submit", lambda self, run, learner: run)
    click(at, "train")
    assert sent(at)["runs"][0]["sentence"] == "3 learners have a turn before you"
