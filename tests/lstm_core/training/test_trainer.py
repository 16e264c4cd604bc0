"""One thread trains for everybody: fairly, pausably, and it ends when asked."""

import threading

import pytest

from lstm_core.training import Experiment, train
from lstm_core.training.run import Run
from lstm_core.training.trainer import IDLE, MOST_EACH, Trainer

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
        reach(run, 300)  # so many that a slice which the machine gave to somebody else hardly counts
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

    learn = module.Training.__next__

    def explode(training):
        if training.experiment.seed == 1:
            raise RuntimeError("boom")
        return learn(training)

    monkeypatch.setattr(module.Training, "__next__", explode)
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


class Clock:
    """Seconds that go by when a test says so."""

    now = 0.0

    def __call__(self):
        return self.now


def until(true, seconds=30.0):
    """Wait for something that the thread does by itself."""
    waiting = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if true():
            return
        waiting.wait(0.005)
    raise TimeoutError


def paused_at(trainer, experiment, step, learner=""):
    run = Run(experiment)
    run.pause()
    trainer.submit(run, learner)
    run.again(step)
    reach(run, step)
    return run


def test_a_net_that_was_paused_for_half_an_hour_leaves_the_memory_and_goes_on_from_where_it_was():
    clock = Clock()
    trainer = Trainer(clock=clock)
    short = Experiment(hidden=4, batch=8, steps=40, until_solved=False)
    run = paused_at(trainer, short, 23)
    clock.now = IDLE - 1
    fresh = paused_at(trainer, short, 1)
    clock.now = IDLE + 1
    until(lambda: not run.ready)
    assert fresh.ready
    assert run.paused
    assert run.progress.step == len(run.progress.losses) == 23  # curve and picture are still to be seen
    run.resume()
    assert run.done.wait(30)
    *_, through = train(short)
    assert run.progress.losses == through.losses
    trainer.close()


def test_nets_that_wait_take_no_more_memory_than_all_together_may(trainer, monkeypatch):
    size = Run(LONG).size
    monkeypatch.setattr("lstm_core.training.trainer.MOST_READY", 3 * size)
    runs = [paused_at(trainer, LONG, 2, str(k)) for k in range(7)]
    until(lambda: [run.ready for run in runs] == [False] * 4 + [True] * 3)
    runs[0].one_update()
    reach(runs[0], 3)
    until(lambda: [run.ready for run in runs] == [True, *[False] * 4, True, True])
    for run in runs:
        run.stop()
    until(lambda: not any(run.ready for run in runs))  # nor do those that were stopped


def test_nets_in_training_make_room_for_each_other_and_learn_the_same(trainer, monkeypatch):
    monkeypatch.setattr("lstm_core.training.trainer.MOST_READY", 1)
    short = Experiment(hidden=4, batch=8, steps=30, until_solved=False)
    runs = [trainer.submit(Run(short.but(seed=seed)), str(seed)) for seed in range(3)]
    for run in runs:
        assert run.done.wait(30)
        *_, through = train(run.experiment)
        assert run.progress.losses == through.losses


def test_what_is_forgotten_comes_back_when_somebody_looks(trainer, monkeypatch):
    short = Experiment(hidden=4, batch=8, steps=40, until_solved=False)
    waits, ended = paused_at(trainer, short, 23), trainer.submit(Run(short.but(seed=1)), "another")
    assert ended.done.wait(30)
    cost = ended.cpu
    monkeypatch.setattr("lstm_core.training.trainer.MOST_READY", 0)
    monkeypatch.setattr("lstm_core.training.trainer.MOST_KEPT", 0)
    last = paused_at(trainer, short, 1, "last")
    until(lambda: not waits.progress.step and not ended.progress.step)
    assert last.ready
    monkeypatch.setattr("lstm_core.training.trainer.MOST_KEPT", 10**9)
    waits.look(), ended.look()
    reach(waits, 23)
    assert ended.done.wait(30)
    assert waits.paused
    assert waits.progress.step == 23
    assert (ended.progress.step, ended.cpu) == (40, cost)
    waits.resume()
    assert waits.done.wait(30)
    for run in (waits, ended):
        *_, through = train(run.experiment)
        assert run.progress.losses == through.losses
    last.stop()


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
