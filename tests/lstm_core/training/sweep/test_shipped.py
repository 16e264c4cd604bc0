"""The results that come with the app are those of its grids, and come out the same today."""

import itertools

import pytest

from lstm_core.cell.memory import fits_a_delay
from lstm_core.cells import CELLS
from lstm_core.training.sweep import GRID as SHIPPED_GRID
from lstm_core.training.sweep import load_results, plan_of, read_grid, results_of_task, summary
from lstm_core.training.sweep.choosing import CHOOSING, choose
from lstm_core.training.sweep.engines import run
from lstm_core.training.sweep.grid import chosen_names, read_choosing

SHIPPED = SHIPPED_GRID.parent


def test_the_shipped_results_are_those_of_the_shipped_grids_and_of_the_rates_they_choose():
    """Trained anew from nothing, the command would leave just these lines, whatever the seconds are."""
    choosing, shown = {}, {}
    for path in SHIPPED.glob("*.toml"):
        choosing |= read_choosing(path)
        results = [r for r in load_results(SHIPPED / CHOOSING) if r.key in read_choosing(path)]
        shown |= read_grid(path, choose(results, chosen_names(path)))
    for plans, results in ((choosing, load_results(SHIPPED / CHOOSING)), (shown, load_results())):
        assert {r.key for r in results} == set(plans)
        for r in results:
            assert plan_of(r) == plans[r.key]
            assert 0 < r.batches <= plans[r.key]["steps"]
            assert r.ended in ("solved", "batches", "diverged")


def test_every_cell_start_and_delay_has_the_same_rates_to_choose_from_and_twenty_seeds_of_its_own():
    plans = read_choosing().values()
    nets = {(plan["cell"], plan["initial"], plan["delay"]) for plan in plans}
    starts = {initial for _, initial, _ in nets}
    assert {cell for cell, _, _ in nets} == set(CELLS)
    for cell, start, delay in itertools.product(CELLS, starts, {delay for _, _, delay in nets}):
        if start != "chrono" or fits_a_delay(CELLS[cell]):
            assert (cell, start, delay) in nets
    for net in nets:
        mine = [plan for plan in plans if (plan["cell"], plan["initial"], plan["delay"]) == net]
        rates = {plan["learning_rate"] for plan in mine}
        assert (len(rates), len(mine)) == (3, 9)
        assert rates == {plan["learning_rate"] for plan in plans}
    rows = summary(results_of_task("recall with distractors"))
    assert {(row.cell, row.initial, row.delay) for row in rows} == nets
    assert {row.of for row in rows} == {20}
    assert not {plan["seed"] for plan in plans} & {r.seed for r in load_results()}


@pytest.mark.slow
@pytest.mark.parametrize("initial", ["chrono", "Keras"])
def test_an_experiment_of_the_shipped_results_comes_out_the_same_today(initial):
    theirs = next(
        r for r in results_of_task("recall with distractors") if (r.cell, r.initial, r.delay) == ("LSTM", initial, 5)
    )
    ours = run(theirs.key, plan_of(theirs))
    assert (ours.ended, ours.batches, ours.settings) == (theirs.ended, theirs.batches, theirs.settings)
