"""One thread trains for everybody: fairly, pausably, and it ends when asked."""

import threading

import pytest

from lstm_core.training import Experiment, train
from lstm_core.training.trainer import ENDED, MOST_EACH, Run, Trainer

LONG = Experiment(hidden=8, batch=32, steps=20_000, until_solved=False)


@pytest.fixture
def trainer():
    trainer = Trainer()
    yield trainer
    trainer.close()


def reach(run, step, seconds=30.0):
    """Wait until a run has come so far; its own event would only tell the end."""
    waiting = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if run.progress.step >= step or run.done.is_set():
            return
        waiting.wait(0.005)
    raise TimeoutError(f"only {run.progress.step} of {step}")


def test_a_run_goes_to_its_end(trainer):
    run = trainer.submit(Run(Experiment(steps=30, until_solved=False)))
    assert run.done.wait(30)
    assert run.progress.step == 30
    assert not run.running


def test_four_runs_share_the_thread_fairly(trainer):
    runs = [trainer.submit(Run(LONG.but(seed=seed))) for seed in range(4)]
    for run in runs:
        reach(run, 50)
    steps = [run.progress.step for run in runs]
    assert min(steps) >= 0.8 * sum(steps) / 4
    for run in runs:
        run.stop()


def test_a_stopped_run_keeps_what_it_learnt(trainer):
    run = trainer.submit(Run(LONG))
    reach(run, 20)
    run.stop()
    other = trainer.submit(Run(Experiment(steps=5, until_solved=False)))
    assert other.done.wait(30)
    assert 20 <= run.progress.step < LONG.steps
    assert run.progress.history.weights


def test_a_run_may_be_given_fewer_seconds(trainer):
    run = trainer.submit(Run(Experiment(steps=20_000, until_solved=False), most=0.05))
    assert run.done.wait(60)
    assert run.out_of_time
    assert run.cpu > 0.05
    assert run.progress.problem == "Stopped after 0.05 seconds of training, the limit here."
    assert 0 < run.progress.step < 20_000


def test_a_paused_run_waits_and_takes_single_updates(trainer):
    run = Run(LONG)
    run.pause()
    trainer.submit(run)
    for expected in (1, 2, 3):
        run.one_update()
        reach(run, expected)
        assert run.progress.step == expected
    assert run.paused
    run.resume()
    reach(run, 10)
    run.stop()


def test_a_paced_run_keeps_its_pace_while_another_runs_freely(trainer):
    slow, fast = Run(LONG, speed=20), Run(LONG)
    trainer.submit(slow), trainer.submit(fast)
    reach(slow, 10)
    assert fast.progress.step > 3 * slow.progress.step
    slow.stop(), fast.stop()


def test_an_exception_ends_one_run_and_not_the_thread(trainer, monkeypatch):
    import lstm_core.training.loop as module

    good = module.train
    monkeypatch.setattr(
        module, "train", lambda e, rate: (_ for _ in ()).throw(RuntimeError("boom")) if e.seed == 1 else good(e, rate)
    )
    bad, fine = trainer.submit(Run(LONG.but(seed=1))), trainer.submit(Run(Experiment(steps=5, until_solved=False)))
    assert bad.done.wait(30)
    assert fine.done.wait(30)
    assert "boom" in bad.progress.problem
    assert fine.progress.step == 5


def test_closing_stops_the_thread_in_the_middle_of_a_run():
    trainer = Trainer()
    run = trainer.submit(Run(LONG))
    reach(run, 5)
    trainer.close()
    assert not trainer._thread.is_alive()


def test_paused_nets_refuse_nobody_and_are_taken_up_where_they_were(trainer):
    """A lecture hall that trains batch by batch: a hundred learners, three nets each, all of them waiting."""
    hall = [Run(LONG) for _ in range(300)]
    for k, run in enumerate(hall):
        run.pause()
        trainer.submit(run, f"learner {k // 3}")
    newcomer = trainer.submit(Run(Experiment(steps=5, until_solved=False)), "newcomer")
    assert newcomer.done.wait(30)
    assert not any(run.done.is_set() for run in hall)
    hall[7].one_update()
    reach(hall[7], 1)
    hall[7].resume()
    reach(hall[7], 20)
    assert hall[7].progress.losses[0] == next(iter(train(LONG))).loss  # nothing was begun anew
    for run in hall:
        run.stop()


def test_a_pause_in_the_middle_changes_nothing_of_what_is_learnt(trainer):
    short = Experiment(hidden=2, batch=4, steps=30, until_solved=False)
    through, broken = trainer.submit(Run(short)), Run(short)
    broken.pause()
    trainer.submit(broken)
    for step in range(1, 4):
        broken.one_update()
        reach(broken, step)
    trainer.submit(Run(short)).done.wait(30)
    broken.resume()
    assert through.done.wait(30)
    assert broken.done.wait(30)
    assert broken.progress.losses == through.progress.losses


def test_when_too_many_wait_the_one_that_waited_longest_is_ended_in_a_sentence(trainer, monkeypatch):
    monkeypatch.setattr("lstm_core.training.trainer.MOST_PAUSED", 2)
    runs = [Run(LONG) for _ in range(3)]
    for k, run in enumerate(runs):
        run.pause()
        trainer.submit(run, str(k))
    assert [run.done.is_set() for run in runs] == [True, False, False]
    assert runs[0].progress.problem == ENDED


def test_one_learner_may_not_pile_up_paused_nets(trainer):
    for _ in range(MOST_EACH):
        run = Run(LONG)
        run.pause()
        trainer.submit(run, "one")
    with pytest.raises(ValueError, match="You have 20 nets in training"):
        trainer.submit(Run(LONG), "one")
    assert trainer.busy == 0


def test_chores_are_done_while_nothing_trains():
    done = threading.Event()
    trainer = Trainer(chores=done.set)
    assert done.wait(10)
    trainer.close()
