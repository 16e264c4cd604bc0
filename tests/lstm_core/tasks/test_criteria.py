"""A task is called solved for those who can do it, and for nobody else."""

import numpy as np
import pytest

from lstm_core.tasks import FRESH, LECTURE_TASKS, TASKS
from tests.lstm_core.tasks.oracle import ALL, every_task, make, perfect, recall_task


@every_task
def test_the_oracle_solves_the_task(task):
    batch = make(task)
    verdict = task.solved(perfect(task, batch), batch)
    assert verdict.solved
    assert verdict.words.startswith("Solved: ")
    assert verdict.score == pytest.approx(round(verdict.score), abs=1e-6)  # no error, or all of them right


@every_task
def test_nets_that_ignore_their_inputs_solve_nothing(task):
    batch = make(task)
    for constant in (0.0, 0.5, float(batch.ys.mean()), 1.0):
        verdict = task.solved(np.full(batch.ys.shape, constant), batch)
        assert not verdict.solved
        assert verdict.words.startswith("Not solved: ")


@every_task
def test_the_oracle_one_step_late_solves_nothing(task):
    batch = make(task)
    assert not task.solved(np.roll(perfect(task, batch), 1, axis=0), batch).solved


@every_task
def test_numbers_that_are_none_solve_nothing(task):
    batch = make(task, 20)
    for broken in (np.nan, np.inf):
        answers = perfect(task, batch)
        answers[3, 7] = broken
        assert not task.solved(answers, batch).solved


@every_task
def test_answers_of_the_wrong_shape_are_refused_in_a_sentence(task):
    batch = make(task, 20)
    with pytest.raises(ValueError, match=r"The answers have the shape \(.*\), but \(.*\) is asked for\."):
        task.solved(batch.ys[1:], batch)


@recall_task
@pytest.mark.parametrize(
    ("there", "elsewhere", "solved"),
    [(0.049, 0.0, True), (0.051, 0.0, False), (0.0, 0.019, True), (0.0, 0.021, False), (0.06, 0.03, False)],
)
def test_recall_is_solved_below_0_05_when_asked_and_0_02_elsewhere(task, there, elsewhere, solved):
    batch = make(task)
    verdict = task.solved(perfect(task, batch) + np.where(batch.mask[..., None] > 0, -there, elsewhere), batch)
    assert verdict.solved == solved
    assert verdict.score == pytest.approx(there, abs=1e-5)
    assert ("below 0.05 is needed" in verdict.words) == (there > 0.05)
    assert ("below 0.02 is needed elsewhere" in verdict.words) == (elsewhere > 0.02)


def test_of_two_outputs_the_worse_one_is_judged():
    task = LECTURE_TASKS["recall (lecture)"]
    batch = make(task)
    assert not task.solved(perfect(task, batch) + batch.mask[..., None] * [0, 0.06], batch).solved


def test_what_is_said_before_the_end_does_not_matter_when_adding():
    task = TASKS["adding"]
    batch = make(task)
    answers = perfect(task, batch)
    answers[:-1] = 7
    assert task.solved(answers, batch).solved
    assert not task.solved(answers + 0.051, batch).solved


@pytest.mark.parametrize("name", ["countdown", "countdown (lecture)", "sequence recall"])
@pytest.mark.parametrize(("wrong", "solved"), [(0, True), (10, True), (11, False)])
def test_one_sequence_in_a_hundred_may_be_wrong(name, wrong, solved):
    task = ALL[name]
    batch = make(task)
    answers = perfect(task, batch)
    for which in range(wrong):
        answers[:, which] = 1 - answers[:, which]
    verdict = task.solved(answers, batch)
    assert verdict.solved == solved
    assert verdict.score == pytest.approx(1 - wrong / FRESH)


def test_one_wrong_bit_or_one_word_at_the_wrong_time_spoils_a_whole_sequence():
    task = TASKS["sequence recall"]
    batch = make(task)
    for step in range(task.time):
        answers = perfect(task, batch)
        answers[step, :11] = 1 - answers[step, :11]
        assert not task.solved(answers, batch).solved


def test_parity_is_judged_step_by_step_and_a_share_is_never_rounded_up():
    task = TASKS["parity"]
    batch = make(task)
    for wrong, solved in ((120, True), (121, False)):
        answers = perfect(task, batch)
        answers.reshape(-1)[:wrong] = 1 - answers.reshape(-1)[:wrong]
        assert task.solved(answers, batch).solved == solved
    assert "98.9 % of the steps are right; 99 % are needed" in task.solved(answers, batch).words
