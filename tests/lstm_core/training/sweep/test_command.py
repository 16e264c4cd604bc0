"""The command trains, says how long it still takes, and names a mistake."""

import pytest

from lstm_core.training.sweep import RESULTS
from lstm_core.training.sweep.command import WIDTH, bar, command
from tests.lstm_core.training.sweep.examples import GRID


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
