"""A file of results is read whole or its line is named; a row is what one counts by hand."""

import json

import pytest

from lstm_core.training.sweep import RESULTS, line_of, load_results, read_row, row_of, summary, wilson
from lstm_core.training.sweep.running import sweep
from tests.lstm_core.training.sweep.examples import result


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


def test_a_line_that_comes_twice_counts_once_and_the_later_holds(tmp_path):
    lines = [{"key": "k", "cell": "GRU", "initial": "Keras", "delay": 5, "seed": 0, "batches": 3, "seconds": 8.0}]
    path = tmp_path / RESULTS
    path.write_text("".join(json.dumps({**lines[0], "ended": ended}) + "\n" for ended in ("seconds", "solved")))
    assert [r.ended for r in load_results(path)] == ["solved"]


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
    assert (near.solved, near.of, near.batches, near.seconds, near.tried) == (2, 4, 200, 1.5, 350)
    assert near.quartiles == (150, 250)
    assert (far.delay, far.solved, far.of, far.batches, far.seconds, far.quartiles) == (50, 0, 1, None, None, None)


@pytest.mark.parametrize(
    ("solved", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_one_in_print(solved, of, low, high):
    """Method 3 in table I of Newcombe (1998), Statistics in Medicine 17, 857."""
    assert wilson(solved, of) == pytest.approx((low, high), abs=5e-5)


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


def test_a_result_is_read_from_its_row_as_it_was():
    for one in load_results():
        read = read_row(json.loads(json.dumps(row_of(one))))
        assert (read, line_of(read)) == (one, line_of(one))


@pytest.mark.parametrize(
    "odd",
    [
        {"key": ""},
        {"cell": 3},
        {"delay": -1},
        {"seed": True},
        {"batches": 0.5},
        {"seconds": float("nan")},
        {"ended": "well"},
        {"error": "none"},
        {"batches": 10**12},
    ],
)
def test_a_row_that_somebody_forged_is_refused(odd):
    row = row_of(load_results()[0])
    assert read_row(row)
    with pytest.raises(ValueError, match="no result"):
        read_row(row | odd)


def test_settings_in_a_row_that_are_no_plain_values_are_left_out():
    assert "learning_rate" not in read_row(row_of(load_results()[0]) | {"learning_rate": []}).settings
