"""A sweep can be stopped anywhere, counts nothing twice, and its file belongs to its grid."""

import dataclasses
import itertools
import json

import pytest

from lstm_core.cells import CELLS
from lstm_core.training import Experiment
from lstm_core.training.sweep import GRID as SHIPPED_GRID
from lstm_core.training.sweep import (
    RESULTS,
    RunResult,
    experiment_of,
    line_of,
    load_results,
    plan_of,
    read_grid,
    results_of_task,
    summary,
    wilson,
)
from lstm_core.training.sweep.choosing import CHOOSING, choose
from lstm_core.training.sweep.command import WIDTH, bar, command
from lstm_core.training.sweep.engines import run
from lstm_core.training.sweep.grid import chosen_names, read_choosing
from lstm_core.training.sweep.report import HAVE_NO_CHRONO
from lstm_core.training.sweep.running import sweep

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
    return RunResult(
        key,
        **{"cell": "LSTM", "initial": "Keras", "delay": 5, "seed": 0} | where,
        ended=ended,
        batches=batches,
        seconds=seconds,
    )


def test_a_grid_may_begin_with_a_byte_order_mark(grid):
    plans = read_grid(grid)
    grid.write_text(GRID, encoding="utf-8-sig")
    assert read_grid(grid) == plans


@pytest.mark.parametrize(
    ("ending", "read"),
    [("\n{b}\n", 2), ("\n \r\n{b}", 2), ("{b}\n\n", 2), ('\n{{"key": "torn', 1), ("\n{b}\n[1", 2)],
)
def test_blank_lines_marks_and_torn_ends_do_not_spoil_results(grid, ending, read):
    a, b = (line_of(result(key, "solved", 5, 1.0)).strip() for key in "ab")
    path = grid.with_name(RESULTS)
    path.write_text("\ufeff" + a + "\n" + ending.format(b=b), encoding="utf-8")
    assert [r.key for r in load_results(path)] == ["a", "b"][:read]
    next(sweep(grid))
    assert len(load_results(path)) == read + 1


@pytest.mark.parametrize("line", ["{", "[1]", '{"key": "a"}', "7", "[" * 100_000, "\x00"])
def test_a_line_that_is_no_result_is_named(grid, line):
    path = grid.with_name(RESULTS)
    path.write_text("\n" + line + "\n")
    with pytest.raises(ValueError, match=r"results.jsonl, line 2: .*\."):
        load_results(path)


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
    grid.write_text(GRID.replace("seconds = 20.0", "seconds = 1e-9").replace("seeds = 2", "seeds = 1"))
    assert {r.ended for _, _, r in sweep(grid)} == {"seconds"}
    assert not list(sweep(grid))
    assert len(list(sweep(grid, again=True))) == 4
    assert len(load_results(grid.with_name(RESULTS))) == 4


def test_other_settings_have_other_keys(grid):
    before = set(read_grid(grid))
    grid.write_text(GRID.replace("hidden = 4", "hidden = 5"))
    assert not before & set(read_grid(grid))


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('"Elman"]', '"Jordan"]', "number 1: there is no cell 'Jordan'; choose one of Elman, LSTM"),
        ('"recall"', '"forget"', "there is no task 'forget'; choose one of recall"),
        ("hidden = 4", "hiden = 4", r"tiny.toml, \[all\]: there is no setting 'hiden'; did you mean hidden\?"),
        ("seeds = 2", "seed = 2", "there is no setting 'seed'; did you mean seeds"),
        ("hidden = 4", "hidden = 4.5", "hidden is 4.5, but should be a whole number"),
        ("hidden = 4", "hidden = [4, true]", "hidden is True, but should be a whole number"),
        ("learning_rate = 0.02", 'learning_rate = "fast"', "learning_rate is 'fast', but should be a number"),
        ("learning_rate = 0.02", "learning_rate = 7", "learning_rate is 7; choose from 1e-06 to 1"),
        ("delay = [3, 4]", "delay = []", "delay is .., but needs at least one value"),
        ("delay = [3, 4]", "delay = 5\ntime = 4", r"number 1: The task .* needs 6 steps or more, not 4"),
        ("delay = [3, 4]", "delay = 900", "delay is 900; choose from 0 to 500"),
        ('initial = "Keras"', 'initial = "zero"', "initial is 'zero'; choose one of Keras"),
        ("seeds = 2", "seeds = 0", "seeds is 0; choose from 1 to 1000"),
        ("seconds = 20.0", "seconds = -1", "seconds is -1; choose from 0 to 3600"),
        ("first_seed = 7", "first_seed = 1.5", "first_seed is 1.5, but should be a whole number"),
        ("[[runs]]", "[[run]]", "there is no setting 'run'; did you mean runs"),
        ("[[runs]]", "[runs]", r"needs a block of settings under \[\[runs\]\]"),
        ("[all]", "[all", "tiny.toml is not a page of TOML"),
    ],
)
def test_what_cannot_be_meant_is_named(grid, written, instead, said):
    assert written in GRID
    grid.write_text(GRID.replace(written, instead))
    with pytest.raises(ValueError, match=said):
        read_grid(grid)


def test_a_grid_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"no grid at .*mine.toml"):
        read_grid(tmp_path / "mine.toml")


def test_what_a_grid_leaves_out_is_as_usual(grid):
    grid.write_text("[[runs]]\nhidden = [4, 8]")
    experiments = [experiment_of(plan) for plan in read_grid(grid).values()]
    assert experiments == [Experiment(hidden=4), Experiment(hidden=8)]


def test_a_line_says_every_setting_of_its_experiment(grid):
    for _ in sweep(grid):
        break
    line = json.loads(grid.with_name(RESULTS).read_text())
    assert (line["task"], line["hidden"], line["time"], line["seconds"] < 20) == ("recall", 4, line["delay"] + 5, True)


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
    assert near.quartiles == (150, 250)
    assert (far.delay, far.solved, far.of, far.batches, far.seconds, far.quartiles) == (50, 0, 1, None, None, None)


@pytest.mark.parametrize(
    ("solved", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_one_in_print(solved, of, low, high):
    """Method 3 in table I of Newcombe (1998), Statistics in Medicine 17, 857."""
    assert wilson(solved, of) == pytest.approx((low, high), abs=5e-5)


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
        if not (start == "chrono" and cell in HAVE_NO_CHRONO):
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


CHOICE = """
first_seed = 7
[choose]
learning_rate = [0.001, 0.02]
first_seed = 1
seeds = 2
[all]
task = "recall"
hidden = 8
time = 6
batch = 32
steps = 300
[[runs]]
cell = ["LSTM", "Elman"]
seeds = 3
"""


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


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("learning_rate = [0.001, 0.02]", "", r"\[choose\] needs a setting with the values to choose from"),
        ("learning_rate = [0.001, 0.02]", "learning_rate = 0.02", "learning_rate needs a list of values"),
        ("learning_rate = [0.001, 0.02]", 'cell = ["LSTM", "GRU"]', "a cell is never chosen"),
        ("first_seed = 1", "first_seed = 6", "seed 7 is shown as well; choose on other seeds"),
        ("seeds = 2", 'seeds = "two"', "seeds is 'two', but should be a whole number"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_named(grid, written, instead, said):
    assert written in CHOICE
    grid.write_text(
        CHOICE.replace(written, instead, 1)
        if written != "first_seed = 1"
        else CHOICE.replace("first_seed = 1\n", "first_seed = 6\n")
    )
    with pytest.raises(ValueError, match=said):
        read_choosing(grid)


def test_results_without_an_error_from_before_are_still_read(tmp_path):
    line = {
        "key": "k",
        "cell": "GRU",
        "initial": "Keras",
        "delay": 5,
        "seed": 0,
        "ended": "solved",
        "batches": 3,
        "seconds": 8.0,
    }
    (tmp_path / RESULTS).write_text(json.dumps(line) + "\n")
    assert [r.error for r in load_results(tmp_path / RESULTS)] == [None]


def test_the_bar_says_how_long_it_still_takes():
    assert bar(15, 60, 20.0) == "█" * (WIDTH // 4) + "░" * (WIDTH * 3 // 4) + " 15 of 60, 60 s left"
    assert bar(10, 100, 60.0).endswith("10 of 100, 9 min left")
    assert bar(60, 60, 20.0) == "█" * WIDTH + " 60 of 60, 0 s left"


def test_the_command_trains_and_says_where_the_results_are(grid, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["sweep", str(grid), "--jobs", "1"])
    command()
    *lines, end = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert "8 of 8, 0 s left: " in lines[-1]
    assert end == f"8 experiments trained now: {grid.with_name(RESULTS)}"


def test_the_command_says_a_mistake_in_a_sentence(grid, monkeypatch, capsys):
    grid.write_text(GRID.replace("hidden", "hiden"))
    monkeypatch.setattr("sys.argv", ["sweep", str(grid)])
    with pytest.raises(SystemExit, match="2"):
        command()
    assert "did you mean hidden?" in capsys.readouterr().err
