"""A sweep can be stopped anywhere, counts nothing twice, and its file belongs to its grid."""

import json

import pytest

from lstm_core.training import Experiment
from lstm_core.training.sweep import GRID as SHIPPED_GRID
from lstm_core.training.sweep import RESULTS, RunResult, experiment_of, line_of, load_results, read_grid, summary
from lstm_core.training.sweep.command import WIDTH, bar, command
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
    grid.write_text(GRID.replace("seconds = 20.0", "seconds = 0.0").replace("seeds = 2", "seeds = 1"))
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
    assert end == f"8 experiments, 8 of them trained now: {grid.with_name(RESULTS)}"


def test_the_command_says_a_mistake_in_a_sentence(grid, monkeypatch, capsys):
    grid.write_text(GRID.replace("hidden", "hiden"))
    monkeypatch.setattr("sys.argv", ["sweep", str(grid)])
    with pytest.raises(SystemExit, match="2"):
        command()
    assert "did you mean hidden?" in capsys.readouterr().err
