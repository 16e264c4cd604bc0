"""What is said about a net follows from its errors, and is true of nets that do what the sentence says."""

import math

import numpy as np
import pytest

from lstm_core.tasks import (
    LECTURE_TASKS,
    TASKS,
    CriterionResult,
    Errors,
    baselines,
    errors,
    informative_outputs,
    usual_baselines,
)
from lstm_core.training import LECTURE, PRESETS, Experiment, train
from lstm_core.training.diagnosis import diagnose, level, plateau
from lstm_core.training.loss_weights import shares
from lstm_core.training.progress import History, Progress


def batch_of(name, size=2000):
    return (TASKS | LECTURE_TASKS)[name].make(np.random.default_rng(7), size)


def said_of(name, answer):
    """The diagnosis of a net that answers so; answer(batch) -> (time, batch, outputs)."""
    batch = batch_of(name)
    told, due = informative_outputs(answer(batch), batch)
    return plateau([errors(told, due)], baselines(due))


def mean_when_asked(batch):
    return batch.mask[..., None] * batch.ys[batch.mask > 0].mean(axis=0)


RECALLS = ["recall", "recall twice", "recall with distractors", "sequence recall", "recall (lecture)"]


@pytest.mark.parametrize("name", TASKS)
def test_silence_is_called_nothing_learnt(name):
    assert said_of(name, lambda batch: np.zeros_like(batch.ys)).kind in ("silent", "mean")
    if name != "countdown":  # there silence is nearly the mean of all answers
        assert said_of(name, lambda batch: np.zeros_like(batch.ys)).kind == "silent"


@pytest.mark.parametrize("name", RECALLS)
def test_the_mean_when_asked_is_called_when_and_not_what(name):
    found = said_of(name, mean_when_asked)
    assert found.kind == "when"
    assert "when to answer, not what" in found.title


def test_the_plateau_of_recall_is_the_lectures_number():
    for name in ("recall", "recall (lecture)"):
        levels = usual_baselines((TASKS | LECTURE_TASKS)[name], 20)
        assert levels["when, not what"].rmse_counted == pytest.approx(1 / math.sqrt(12), abs=0.003)
        assert levels["always zero"].rmse_counted == pytest.approx(1 / math.sqrt(3), abs=0.005)


@pytest.mark.parametrize("name", RECALLS)
def test_the_mean_at_every_step_is_not_called_knowing_when(name):
    assert said_of(name, lambda batch: np.full_like(batch.ys, batch.ys[batch.mask > 0].mean())).kind != "when"


@pytest.mark.parametrize("name", ["countdown", "parity"])
def test_where_every_step_counts_the_mean_is_the_plateau(name):
    assert said_of(name, lambda batch: np.full_like(batch.ys, batch.ys.mean())).kind == "mean"


@pytest.mark.parametrize("name", TASKS)
def test_a_nearly_right_answer_is_called_learning(name):
    assert said_of(name, lambda batch: 0.8 * batch.ys + 0.2 * mean_when_asked(batch)).kind == "learning"


@pytest.mark.parametrize("loss", ["balanced", "all steps", "steps that count"])
@pytest.mark.parametrize("name", [*TASKS, *LECTURE_TASKS])
def test_the_level_at_the_loss_is_the_loss_of_that_net(name, loss):
    batch = batch_of(name)
    silent = np.zeros_like(batch.ys)
    meant = ((silent - batch.ys) ** 2 * shares(loss, batch.mask, batch.ys)).sum()
    assert level(loss, errors(silent, batch), float(batch.mask.mean())) == pytest.approx(meant, rel=1e-3)


def test_a_run_that_was_stopped_by_a_problem_says_which():
    assert diagnose(Progress(5, math.nan, problem="The loss is no longer a number.")).sentence.startswith("The loss")


def test_before_the_first_judgement_nothing_is_claimed():
    assert diagnose(Progress(3, 0.5)).kind == "waiting"


def test_the_end_of_a_run_is_spoken_of_as_the_end():
    history = History(errors=[(10, Errors(0.02, 0.33))], baselines=baselines(batch_of("recall")))
    progress = Progress(10, 0.3, CriterionResult(False, 0.5, "Not solved: …"), history=history)
    assert diagnose(progress).title == "It has learnt nothing yet"
    assert diagnose(progress, ended=True).title == "Not solved: it has learnt nothing yet"


@pytest.mark.parametrize("task", ["recall", "countdown"])
def test_real_runs_our_recipe_is_solved_and_the_lectures_is_not(task):
    *_, ours = train(PRESETS[task].but(seed=41))
    *_, theirs = train(LECTURE[task].but(seed=41))
    assert diagnose(ours, ended=True).kind == "solved"
    assert diagnose(theirs, ended=True).kind in ("silent", "speaking", "mean", "when", "learning")
    assert diagnose(theirs, ended=True).title.startswith("Not solved")


def test_a_net_in_training_passes_through_the_plateau():
    kinds = [diagnose(progress).kind for progress in train(Experiment(seed=0))]
    assert kinds.index("waiting") < kinds.index("when") < kinds.index("learning") < kinds.index("solved")
