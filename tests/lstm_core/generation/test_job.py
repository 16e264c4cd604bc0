"""A next-symbol net learns on the trainer's thread beside everybody else's nets, and can be stopped."""

import threading

import pytest

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.job import GenerationJob
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.settings import TextSettings
from lstm_core.training import Experiment
from lstm_core.training.run import Run
from lstm_core.training.trainer import Trainer

TOY = Corpus("toy", ("abcabcabc", "bcabca", "cabcab") * 6)


@pytest.fixture
def trainer():
    trainer = Trainer()
    yield trainer
    trainer.close()


def reach(job, step):
    """Wait until a job has come so far."""
    waiting = threading.Event()
    for _ in range(6000):
        if job.done.is_set() or (job.progress and job.progress.step >= step):
            return
        waiting.wait(0.005)
    raise TimeoutError


def test_it_goes_to_its_end_and_says_how_it_was_on_the_way(trainer):
    job = trainer.submit(GenerationJob(TOY, TextSettings(hidden=8, time=8, batch=4, steps=60)))
    assert job.done.wait(60)
    assert [look.step for look in job.progress.evaluations] == [0, 50, 60]
    assert job.progress.evaluations[-1].training < job.progress.evaluations[0].training
    assert all(set(look.sample) <= set(TOY.symbols) for look in job.progress.evaluations)
    assert job.ngram_bits == pytest.approx(baselines(TOY))
    assert not job.problem


def test_it_shares_the_thread_with_a_run_of_the_page_train(trainer):
    writing = trainer.submit(GenerationJob(TOY, TextSettings(hidden=8, time=8, batch=4, steps=20_000)))
    run = trainer.submit(Run(Experiment(hidden=4, batch=8, steps=20, until_solved=False)))
    assert run.done.wait(60)
    reach(writing, 20)
    assert writing.running
    writing.stop()
    assert trainer.busy == 0
    assert writing.progress.best.symbols == TOY.symbols


def test_what_goes_wrong_is_a_sentence(trainer, monkeypatch):
    import lstm_core.generation.learning as module

    monkeypatch.setattr(module, "train", lambda *_: (_ for _ in ()).throw(ValueError("boom")))
    job = trainer.submit(GenerationJob(TOY, TextSettings(steps=5)))
    assert job.done.wait(60)
    assert "boom" in job.problem
    assert job.progress is None
