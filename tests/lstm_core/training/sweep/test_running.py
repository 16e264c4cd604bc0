"""A sweep can be stopped anywhere, counts nothing twice, and its file belongs to its grid."""

import json

from lstm_core.training.sweep import RESULTS, load_results, read_grid
from lstm_core.training.sweep.running import sweep
from tests.lstm_core.training.sweep.examples import GRID, outcomes


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


def test_only_what_ran_out_of_seconds_is_trained_again_if_asked(grid):
    grid.write_text(GRID.replace("seconds = 20.0", "seconds = 1e-9").replace("seeds = 2", "seeds = 1"))
    assert {r.ended for _, _, r in sweep(grid)} == {"seconds"}
    assert not list(sweep(grid))
    assert len(list(sweep(grid, again=True))) == 4
    assert len(load_results(grid.with_name(RESULTS))) == 4
