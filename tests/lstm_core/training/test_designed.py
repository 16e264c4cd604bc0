"""A task of one's own trains like any other: presets, the loop, the trainer, and the way back from a file."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.tasks import TASKS, designed
from lstm_core.tasks.draft import examples, task_of
from lstm_core.training import PRESETS, Trained, load, preset, train
from lstm_core.training.diagnosis import diagnose
from lstm_core.training.export import picture
from lstm_core.training.run import Run
from lstm_core.training.trainer import Trainer

SEED = 2026


def mine(name="recall"):
    return task_of(f"my {name}", examples()[name])


def last(experiment):
    *_, progress = train(experiment)
    return progress


@pytest.mark.parametrize("name", [name for name in examples() if name != "empty"])
def test_every_example_is_solved_with_our_settings(name):
    progress = last(preset(mine(name)).but(seed=SEED))
    assert progress.solved, progress.verdict.words
    assert diagnose(progress, ended=True).kind == "solved"


@pytest.mark.parametrize("cell", ["Elman", "GRU"])
def test_a_designed_recall_can_be_learnt_by_other_cells(cell):
    assert last(preset(mine()).but(cell=CELLS[cell], seed=SEED)).solved


def test_a_designed_recall_is_solved_by_the_trainer():
    trainer = Trainer()
    run = trainer.submit(Run(preset(mine()).but(seed=SEED)))
    assert run.done.wait(60)
    trainer.close()
    assert run.progress.solved


@pytest.mark.parametrize("name", TASKS)
def test_the_preset_of_a_shipped_task_is_its_own(name):
    assert preset(TASKS[name]) is PRESETS[name]


def test_the_preset_of_a_designed_task_takes_as_long_as_the_pattern_and_its_delay():
    assert preset(mine()).time == 11
    assert preset(designed("short", [[1]], [[1]], shift=0)).time == 2  # the fewest that can be trained


def test_negative_answers_are_learnt_and_drawn():
    task = designed("minus", [["a"], [""], [""]], [[""], [-1], [0]], shift=3)
    progress = last(preset(task).but(seed=SEED))
    assert progress.solved
    assert progress.history.pictures[-1][1].min() < -0.8
    assert "−1.00 at step" in progress.history.watched.words[0]
    assert "<rect" in picture(preset(task), progress.history)


def test_an_answer_that_is_always_zero_is_no_trouble():
    assert last(preset(designed("nothing", [["a"], [""]], [[""], [0]])).but(seed=SEED)).solved


def test_a_net_trained_on_a_designed_task_can_be_saved_and_opened():
    experiment = preset(mine()).but(steps=5)
    net = Trained(experiment, tuple(last(experiment).history.weights))
    assert load(net.save()).experiment == experiment
