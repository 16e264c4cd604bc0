"""What one run may cost is checked where it starts, whatever a browser or a file says."""

import tracemalloc

import pytest

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.training import LECTURE, PRESETS, Experiment, train
from lstm_core.training.budget import BUDGETS, affordable, check, memory, numbers_kept
from lstm_core.training.experiment import BOUNDS
from lstm_core.training.run import Run

WIDE = read_cell("Wide", "x\nh\nh_next = tanh(linear(x, h))")  # few values, all of them weighted
LARGEST = {name: int(high) for name, (_, high) in BOUNDS.items() if name in ("hidden", "layers", "time", "batch")}


@pytest.mark.parametrize("experiment", [*PRESETS.values(), *LECTURE.values()], ids=lambda e: e.task_spec.name)
def test_every_recipe_costs_a_tenth_of_what_is_allowed_at_most(experiment):
    assert all(10 * budget.cost(experiment) <= budget.most for budget in BUDGETS)


def test_what_each_setting_allows_may_be_too_much_together():
    for name, value in LARGEST.items():
        if name != "batch":
            check(Experiment(hidden=8, batch=4).but(**{name: value}))
    with pytest.raises(ValueError, match=r"too large to be trained here: .* Take fewer units, steps or sequences"):
        Run(Experiment(**LARGEST))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hidden": 64, "time": 200, "batch": 64}, "numbers to be kept"),
        ({"hidden": 1, "time": 600, "batch": 512}, "numbers drawn at once"),
        ({"hidden": 128, "time": 40, "batch": 460, "cell": WIDE}, "products in one update"),
        ({"hidden": 128, "time": 100, "batch": 1}, "products to judge the net"),
    ],
)
def test_each_budget_names_what_it_is_about(changes, words):
    with pytest.raises(ValueError, match=words):
        check(Experiment(**changes))


@pytest.mark.parametrize("name", ["hidden", "layers", "time", "batch", "steps", "seed", "delay"])
@pytest.mark.parametrize("value", [2.5, True, float("nan"), float("inf"), "2", None, 10**30])
def test_a_setting_that_is_counted_is_a_whole_number_within_its_bounds(name, value):
    with pytest.raises(ValueError, match=name):
        Experiment(**{name: value})


def test_a_net_is_judged_in_pieces_that_fit_into_memory():
    large = Experiment(cell=CELLS["GRU"], hidden=32, time=200)
    assert numbers_kept(large, affordable(large, 1_000)) <= 12_000_000 < numbers_kept(large, 1_000)
    assert affordable(Experiment(), 1_000) == 1_000
    assert affordable(large, 300, numbers=1) == 1


def test_pieces_make_no_difference_to_the_verdict(monkeypatch):
    quick = Experiment(hidden=4, batch=8, steps=10, seed=5)
    *_, whole = train(quick)
    monkeypatch.setattr("lstm_core.training.loop.affordable", lambda e, count: 37)
    *_, pieces = train(quick)
    assert pieces.verdict.score == pytest.approx(whole.verdict.score, abs=1e-6)


@pytest.mark.parametrize("cell", ["LSTM", "GRU", "Peephole LSTM", "Elman"])
@pytest.mark.parametrize("changes", [{}, {"hidden": 32, "layers": 2, "batch": 32}, {"time": 150, "hidden": 4}], ids=str)
def test_what_a_net_takes_in_memory_is_known_beforehand(cell, changes):
    """Held against what Python counts, for NumPy's arrays and for the tensors that are views of them."""
    experiment = Experiment(cell=CELLS[cell], until_solved=False, **changes)
    next(train(experiment))
    tracemalloc.start()
    training = train(experiment)
    for _ in range(10):  # the tenth is judged
        next(training)
    counted, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0.75 * counted < memory(experiment) < 2.5 * counted
