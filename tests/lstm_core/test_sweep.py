"""A sweep can be stopped anywhere, counts nothing twice, and its file belongs to its grid."""

import json

import pytest

from lstm_core.sweep import GRID as SHIPPED_GRID
from lstm_core.sweep import RESULTS, Result, load_results, read_grid, summary
from lstm_core.sweep.running import sweep

SHIPPED = SHIPPED_GRID.parent
GRID = """
name = "tiny"
first_seed = 7

[all]
task = "recall"
hidden = 4
batch = 8
learning_rate = 0.02
steps = 12
seconds = 20.0

[[runs]]
cell = ["LSTM", "Elman"]
initial = "Keras"
delay = [3, 4]
seeds = 2
"""


@pytest.fixture
def grid(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(GRID)
    return path


def outcomes(path):
    return {(r.key, r.ended, r.batches) for r in load_results(path.with_name(RESULTS))}


def result(key, ended, batches, seconds, **where):
    return Result(
        key,
        **{"cell": "LSTM", "initial": "Keras", "delay": 5, "seed": 0} | where,
        ended=ended,
        batches=batches,
        seconds=seconds,
    )


def test_every_combination_is_trained_once(grid):
    assert [done for done, _, _ in sweep(grid)] == list(range(1, 9))
    found = load_results(grid.with_name(RESULTS))
    assert {(r.cell, r.delay, r.seed) for r in found} == {
        (c, d, s) for c in ("LSTM", "Elman") for d in (3, 4) for s in (7, 8)
    }
    assert {r.key for r in found} == set(read_grid(grid))
    assert all(r.batches == 12 for r in found)
    assert not list(sweep(grid))


def test_a_sweep_goes_on_after_a_kill_in_the_middle_of_a_line(grid):
    for done, _, _ in sweep(grid):
        if done == 4:
            break
    path = grid.with_name(RESULTS)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert len(load_results(path)) == 3
    assert len(list(sweep(grid))) == 5
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == len({line["key"] for line in lines}) == 8


def test_two_sweeps_end_alike(grid, tmp_path):
    other = tmp_path / "other" / "tiny.toml"
    other.parent.mkdir()
    other.write_text(GRID)
    list(sweep(grid))
    list(sweep(other))
    assert outcomes(grid) == outcomes(other)


def test_a_line_that_comes_twice_counts_once_and_the_later_holds(tmp_path):
    lines = [{"key": "k", "cell": "GRU", "initial": "Keras", "delay": 5, "seed": 0, "batches": 3, "seconds": 8.0}]
    path = tmp_path / RESULTS
    path.write_text("".join(json.dumps({**lines[0], "ended": ended}) + "\n" for ended in ("seconds", "solved")))
    assert [r.ended for r in load_results(path)] == ["solved"]


def test_only_what_ran_out_of_seconds_is_trained_again_if_asked(grid):
    grid.write_text(GRID.replace("seconds = 20.0", "seconds = 0.0").replace("seeds = 2", "seeds = 1"))
    assert {r.ended for _, _, r in sweep(grid)} == {"seconds"}
    assert not list(sweep(grid))
    assert len(list(sweep(grid, again=True))) == 4
    assert len(load_results(grid.with_name(RESULTS))) == 4


def test_other_settings_have_other_keys(grid):
    before = set(read_grid(grid))
    grid.write_text(GRID.replace("hidden = 4", "hidden = 5"))
    assert not before & set(read_grid(grid))


def test_a_cell_that_does_not_exist_is_named(grid):
    grid.write_text(GRID.replace('"Elman"]', '"Jordan"]'))
    with pytest.raises(ValueError, match="no cell 'Jordan'"):
        read_grid(grid)


def test_the_summary_is_what_one_counts_by_hand():
    found = [
        result("a", "solved", 100, 1.0, seed=0),
        result("b", "solved", 300, 2.0, seed=1),
        result("c", "batches", 500, 4.0, seed=2),
        result("d", "seconds", 400, 8.0, seed=3),
        result("e", "batches", 500, 4.0, delay=50),
    ]
    near, far = summary(found)
    assert (near.solved, near.of, near.batches, near.seconds, near.tried, near.out_of_time) == (2, 4, 200, 1.5, 350, 1)
    assert (far.delay, far.solved, far.of, far.batches, far.seconds) == (50, 0, 1, None, None)


def test_the_shipped_results_belong_to_the_shipped_grids():
    grid = {key: plan for path in SHIPPED.glob("*.toml") for key, plan in read_grid(path).items()}
    found = load_results()
    assert {r.key for r in found} <= set(grid)
    for r in found:
        plan = grid[r.key]
        assert (r.cell, r.initial, r.delay, r.seed) == tuple(
            plan[name] for name in ("cell", "initial", "delay", "seed")
        )
        assert 0 < r.batches <= plan["steps"]
