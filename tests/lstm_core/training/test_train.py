"""Training learns, is honest about it, and is the same every time."""

import math

import numpy as np
import pytest
import torch

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.training import LECTURE, PRESETS, Experiment, fit, train
from lstm_core.training.loop import Batches

SEED = 2026  # none of those on which the presets were chosen


def last(experiment):
    *_, progress = train(experiment)
    return progress


@pytest.mark.parametrize("task", ["recall", "recall twice", "countdown"])
def test_our_presets_solve_their_task(task):
    progress = last(PRESETS[task].but(seed=SEED))
    assert progress.solved, progress.verdict.words


@pytest.mark.parametrize("task", LECTURE)
def test_the_lectures_nets_have_not_learnt_at_the_published_number_of_batches(task):
    progress = last(LECTURE[task].but(seed=SEED))
    assert progress.step == 300
    assert not progress.solved


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_trains(cell):
    progress = last(Experiment(cell=CELLS[cell], hidden=8, batch=32, steps=60, seed=SEED))
    early, late = np.mean(progress.losses[:10]), np.mean(progress.losses[-10:])
    assert late < early


def test_a_cell_of_the_learners_own_trains():
    own = read_cell("mine", "x\nh\nz = sigmoid(linear(x, h))\nn = tanh(linear(x, h))\nh_next = z * h + (1 - z) * n")
    assert last(Experiment(cell=own, steps=250, seed=SEED)).solved


def test_equal_experiments_train_alike_and_other_seeds_otherwise():
    losses = [last(Experiment(steps=25, seed=seed)).losses for seed in (1, 1, 2)]
    assert losses[0] == losses[1] != losses[2]


def test_all_cells_see_the_same_batches_with_the_same_seed():
    from lstm_core.training.loop import Batches

    first, second = (next(Batches(Experiment(cell=CELLS[name], seed=5))) for name in ("LSTM", "Elman"))
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("loss", ["balanced", "all steps", "steps that count"])
def test_the_loss_is_the_mean_it_is_named_after(loss):
    from lstm_core.training.loss_weights import shares

    rng = np.random.default_rng(0)
    mask = (rng.random((7, 5)) < 0.3).astype(np.float32)
    errors = rng.random((7, 5, 2))
    found = (errors * shares(loss, mask, errors)).sum()
    counting, others = errors[mask == 1].mean(), errors[mask == 0].mean()
    meant = {"balanced": counting + others, "all steps": errors.mean(), "steps that count": counting}
    assert found == pytest.approx(meant[loss], rel=1e-5)


@pytest.mark.parametrize("hidden", [16, 128], ids=["compiled", "by torch's kernel"])
def test_a_loss_that_is_no_number_ends_the_run_in_a_sentence(monkeypatch, hidden):
    good, calls = Batches.__next__, iter(range(10_000))

    def broken(self):
        xs, ys, shares = good(self)
        return xs, ys * (math.nan if next(calls) > 20 else 1.0), shares

    monkeypatch.setattr(Batches, "__next__", broken)
    progress = last(Experiment(steps=200, hidden=hidden))
    assert "no longer a number" in progress.problem
    assert all(np.isfinite(w).all() for layer in progress.history.weights for w in layer.values())


def test_the_learning_rate_can_be_changed_on_the_way():
    rates = iter([0.02] * 10 + [0.0] * 10)
    *_, progress = train(Experiment(steps=20), lambda: next(rates))
    weights = progress.history.weights
    again = fit(Experiment(steps=10)).weights
    for ours, theirs in zip(weights, again, strict=True):
        for name in theirs:
            np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-6)


def test_progress_is_never_changed_only_replaced():
    run = train(Experiment(steps=30))
    first = next(run)
    kept = first.losses
    for _ in run:
        pass
    assert first.losses == kept
    assert first.step == 1
