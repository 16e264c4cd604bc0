"""Settings are chosen by one rule, on seeds that are not shown."""

import dataclasses

import pytest

from lstm_core.training.sweep import RESULTS, load_results
from lstm_core.training.sweep.choosing import choose
from lstm_core.training.sweep.running import sweep
from tests.lstm_core.training.sweep.examples import CHOICE, result


def test_a_grid_that_chooses_trains_what_chooses_first_and_shows_other_seeds(grid):
    grid.write_text(CHOICE)
    trained = [(done, total, r.seed, r.settings["learning_rate"]) for done, total, r in sweep(grid)]
    assert [(done, total) for done, total, _, _ in trained] == [(k, 8) for k in range(1, 9)] + [
        (k, 6) for k in range(1, 7)
    ]
    assert {seed for _, _, seed, _ in trained[:8]} == {1, 2}
    assert {seed for _, _, seed, _ in trained[8:]} == {7, 8, 9}
    assert {rate for _, _, _, rate in trained[8:]} == {0.02}  # 300 batches at 0.001 are too few
    assert not list(sweep(grid))
    assert len(load_results(grid.with_name(RESULTS))) == 6


def test_a_grid_that_chooses_goes_on_after_a_stop_in_either_part(grid):
    grid.write_text(CHOICE)
    for stop in (3, 5, 2):
        for done, _, _ in sweep(grid):
            if done == stop:
                break
    rest = [total for _, total, _ in sweep(grid)]
    assert rest == [4] * 4
    assert not list(sweep(grid))


@pytest.mark.parametrize(
    ("slow", "fast", "best"),
    [
        (
            [("solved", 500), ("solved", 700)],
            [("solved", 90), ("batches", 900)],
            0.1,
        ),  # more seeds before fewer batches
        ([("solved", 200), ("solved", 300)], [("solved", 90), ("solved", 350)], 0.2),  # of as many, fewer on average
        ([("solved", 200), ("solved", 300)], [("solved", 300), ("solved", 200)], 0.1),  # of equals, the smaller
        (
            [("batches", 900), ("batches", 900)],
            [("batches", 900), ("diverged", 20)],
            0.1,
        ),  # a net that broke erred most
    ],
)
def test_the_rule_of_choosing(slow, fast, best):
    results = [
        dataclasses.replace(
            result("k", ended, batches, 1.0, seed=seed),
            settings={"learning_rate": rate},
            error=None if ended == "diverged" else 0.2,
        )
        for rate, group in ((0.1, slow), (0.2, fast))
        for seed, (ended, batches) in enumerate(group)
    ]
    assert [*choose(results, ("learning_rate",)).values()] == [{"learning_rate": best}]


def test_of_nets_that_nobody_solved_the_one_that_errs_least_is_chosen():
    results = [
        dataclasses.replace(result("k", "batches", 900, 1.0, seed=s), settings={"learning_rate": rate}, error=error)
        for rate, error in ((0.1, 0.3), (0.2, 0.1), (0.3, 0.2))
        for s in (0, 1)
    ]
    assert [*choose(results, ("learning_rate",)).values()] == [{"learning_rate": 0.2}]
