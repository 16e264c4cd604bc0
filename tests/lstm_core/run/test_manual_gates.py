"""Gates set by hand: what the cell does with them, and what a browser may send."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run.manual_gates import (
    STEPS,
    acts_only_inside,
    additive_state,
    boxes,
    check_program,
    run_program,
    value_range,
)

GATED = [cell for cell in CELLS.values() if boxes(cell)]
LSTM = CELLS["LSTM"]


def constant(cell: Cell, **values: float) -> dict[str, list[float]]:
    return {box: [values.get(box, 0.0)] * STEPS for box in boxes(cell)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Elman", ()),
        ("LSTM", ("f", "i", "g", "o")),
        ("LSTM 1997", ("i", "g", "o")),
        ("Peephole LSTM", ("f", "i", "g", "o")),
        ("Coupled LSTM", ("f", "g", "o")),
        ("GRU", ("r", "z", "n")),
        ("GRU (PyTorch)", ("r", "z", "n")),
    ],
)
def test_the_boxes_are_the_gates_and_the_candidate(name: str, expected: tuple[str, ...]) -> None:
    assert boxes(CELLS[name]) == expected


def test_gates_are_fractions_and_candidates_have_a_sign() -> None:
    assert value_range(LSTM, "f") == (0, 1)
    assert value_range(LSTM, "g") == (-1, 1)


def test_the_lstm_follows_the_formulas_of_the_lecture() -> None:
    rng = np.random.default_rng(3)
    f, i, o = rng.uniform(0, 1, (3, STEPS))
    g = rng.uniform(-1, 1, STEPS)
    steps = run_program(LSTM, {"f": f, "i": i, "g": g, "o": o})
    c = 0.0
    for t, values in enumerate(steps):
        c = f[t] * c + i[t] * g[t]
        assert values["c_next"] == pytest.approx(c, abs=1e-12)
        assert values["h_next"] == pytest.approx(o[t] * math.tanh(c), abs=1e-12)


@pytest.mark.parametrize(("name", "keeps"), [("GRU", 0.0), ("GRU (PyTorch)", 1.0)])
def test_the_two_grus_keep_with_opposite_gates(name: str, keeps: float) -> None:
    program = constant(CELLS[name], z=keeps, n=-0.4)
    program["z"][0], program["n"][0] = 1 - keeps, 0.7
    assert [step["h_next"] for step in run_program(CELLS[name], program)] == pytest.approx([0.7] * STEPS)


@pytest.mark.parametrize("cell", GATED, ids=lambda cell: cell.name)
def test_a_box_said_to_act_inside_another_changes_nothing(cell: Cell) -> None:
    rng = np.random.default_rng(5)
    program = {box: list(rng.uniform(*value_range(cell, box), STEPS)) for box in boxes(cell)}
    states = lambda steps: [[step[new] for new in cell.states.values()] for step in steps]
    for box in boxes(cell):
        other = {**program, box: [0.9] * STEPS}
        assert (states(run_program(cell, other)) == states(run_program(cell, program))) == bool(
            acts_only_inside(cell, box)
        )


def test_only_the_reset_gate_of_a_gru_is_hidden() -> None:
    hidden = {
        (cell.name, box): acts_only_inside(cell, box)
        for cell in GATED
        for box in boxes(cell)
        if acts_only_inside(cell, box)
    }
    assert hidden == {("GRU", "r"): ("n",), ("GRU (PyTorch)", "r"): ("n",)}


def test_a_tanh_on_the_memory_line_makes_it_fade_as_the_lecture_says() -> None:
    program = constant(LSTM, f=1, o=1)
    program["i"][0] = program["g"][0] = 1.0
    fading = [step["c_next"] for step in run_program(LSTM, program, squash=True)]
    assert [f"{value:.2f}" for value in fading[:3]] == ["0.76", "0.64", "0.57"]
    assert all(after < before for before, after in pairwise(fading))
    assert [step["c_next"] for step in run_program(LSTM, program)] == [1.0] * STEPS


@pytest.mark.parametrize("cell", GATED, ids=lambda cell: cell.name)
def test_every_gated_cell_has_a_memory_that_can_be_squashed(cell: Cell) -> None:
    program = constant(cell, **dict.fromkeys(boxes(cell), 0.5))
    right, squashed = run_program(cell, program)[-1], run_program(cell, program, squash=True)[-1]
    assert abs(squashed[additive_state(cell)]) < abs(right[additive_state(cell)])


def test_a_cell_without_an_added_state_has_no_such_memory() -> None:
    assert additive_state(CELLS["Elman"]) == ""


def test_a_cell_of_a_learner_can_be_played_too() -> None:
    own = read_cell("own", "x\nh\nkeep = sigmoid(linear(x, h))\nnew = tanh(linear(x))\nh_next = keep * h + new")
    assert boxes(own) == ("keep", "new")
    assert run_program(own, constant(own, keep=1, new=0.1))[-1]["h_next"] == pytest.approx(2.4)


# ---- what a browser sends


programs = some.fixed_dictionaries(
    {
        box: some.lists(some.floats(allow_nan=False, allow_infinity=False), min_size=STEPS, max_size=STEPS)
        for box in "figo"
    }
)


@given(programs)
def test_any_finite_program_is_clipped_to_what_the_boxes_can_give(raw: dict[str, list[float]]) -> None:
    program = check_program(LSTM, raw)
    assert list(program) == list(boxes(LSTM))
    for box, series in program.items():
        low, high = value_range(LSTM, box)
        assert all(low <= value <= high for value in series)
        kept = [(a, b) for a, b in zip(raw[box], series, strict=True) if low <= a <= high]
        assert all(a == b for a, b in kept)
    assert check_program(LSTM, program) == program


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
        lambda inner: some.lists(inner, max_size=30) | some.dictionaries(some.sampled_from("figoq"), inner, max_size=5),
        max_leaves=60,
    )
)
def test_anything_else_gives_a_sentence_and_never_another_error(raw: object) -> None:
    with pytest.raises(ValueError, match=r"^.{9,110}\.$"):
        check_program(LSTM, raw)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: [raw], "must name the boxes"),
        (lambda raw: {k: v for k, v in raw.items() if k != "f"}, "does not mention f"),
        (lambda raw: {**raw, "q" * 99: [0] * STEPS}, "no box called “qqqqqqqqqqqqqqqqqqqq”"),
        (lambda raw: {**raw, "i": [0] * 23}, "i must have 24 numbers"),
        (lambda raw: {**raw, "i": "0" * 24}, "i must have 24 numbers"),
        (lambda raw: {**raw, "i": None}, "i must have 24 numbers"),
        (lambda raw: {**raw, "g": [0, 0, math.nan] + [0] * 21}, "g has no number at step 3"),
        (lambda raw: {**raw, "g": [10**400] + [0] * 23}, "g has no number at step 1"),
        (lambda raw: {**raw, "o": [0] * 23 + ["1"]}, "o has no number at step 24"),
        (lambda raw: {**raw, "o": [True] + [0] * 23}, "o has no number at step 1"),
    ],
)
def test_what_does_not_fit_is_named(change: Callable[[dict[str, Any]], Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_program(LSTM, change(constant(LSTM)))
