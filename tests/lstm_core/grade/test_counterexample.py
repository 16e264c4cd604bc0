"""The smallest input that proves a drawing wrong, held against formulas, torch's cells and the grader."""

import random
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.grade import Unrunnable, as_cell, drawing_of, grade
from lstm_core.grade.by_hand import given as given_numbers
from lstm_core.grade.by_hand import sums
from lstm_core.grade.compare import best_comparison
from lstm_core.grade.counterexample import VISIBLE, counterexample, counterexamples, tried
from lstm_core.grade.same_formula import same_formula
from lstm_core.grade.side_by_side import moments
from lstm_core.grade.stand_ins import by_name
from lstm_core.grade.variants import variants
from lstm_core.mistakes import mistakes, squashed_memory
from lstm_core.notation import read_cell
from lstm_core.run import trace

NAMES = list(CELLS)
SINGLE = {name: [wrong for _, wrong in mistakes(cell)] for name, cell in CELLS.items()}


def bare(drawing):
    return replace(drawing, parts=tuple(replace(part, label="") for part in drawing.parts))


def double_mistakes(count):
    """Random cells with two mistakes, from a seed; those that undo each other are left out."""
    rng = random.Random(0)
    while count:
        name = rng.choice(NAMES)
        further = [wrong for _, wrong in mistakes(rng.choice(SINGLE[name]))]
        wrong = rng.choice(further) if further else CELLS[name]
        if not same_formula(by_name(wrong, CELLS[name])):
            count -= 1
            yield wrong, CELLS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_single_mistake_is_told_apart_visibly(name):
    found = [counterexample(wrong, CELLS[name]) for wrong in SINGLE[name]]
    assert all(example is not None and example.difference >= VISIBLE for example in found)
    assert np.median([example.steps for example in found]) <= 2


def test_of_random_double_mistakes_at_least_95_in_100_are_told_apart():
    found = [counterexample(wrong, right) for wrong, right in double_mistakes(500)]
    assert sum(example is not None for example in found) >= 475


@pytest.mark.parametrize("name", NAMES)
def test_both_cells_run_on_its_numbers_give_the_values_it_tells(name):
    right = CELLS[name]
    for wrong in SINGLE[name][::5]:
        example = counterexample(wrong, right)
        xs = list(example.inputs)
        ours = trace(right, example.weights, xs, {state: example.states[state] for state in right.states})
        theirs = trace(wrong, example.drawn_weights, xs, {state: example.states[state] for state in wrong.states})
        apart = max(np.max(np.abs(ours[-1][new] - theirs[-1][new])) for new in right.states.values())
        assert apart == pytest.approx(example.difference)
        assert example.value in ours[example.at][example.node]
        assert example.drawn_value in theirs[example.at][example.drawn_node]
        assert abs(example.value - example.drawn_value) > 0.01
        before = right.upstream(example.node) - {example.node, right.folded.get(example.node)}
        shared = [node for node in before if node in wrong]
        assert all(ours[example.at][node] == pytest.approx(theirs[example.at][node]) for node in shared)


def test_the_right_value_is_that_of_pytorchs_cell():
    right = CELLS["LSTM"]
    for wrong in SINGLE["LSTM"]:
        example = counterexample(wrong, right)
        theirs = torch.nn.LSTMCell(1, 1).double()
        rows = {
            "weight_ih": [f"W_{gate}" for gate in "ifgo"],
            "weight_hh": [f"U_{gate}" for gate in "ifgo"],
            "bias_ih": [f"b_{gate}" for gate in "ifgo"],
        }
        with torch.no_grad():
            theirs.bias_hh.zero_()
            for parameter, names in rows.items():
                stacked = np.concatenate([example.weights[name] for name in names])
                getattr(theirs, parameter).copy_(torch.from_numpy(stacked))
            state = [torch.from_numpy(example.states[name])[None] for name in ("h", "c")]
            for x in example.inputs:
                state = theirs(torch.from_numpy(x)[None], state)
        if example.node in ("h_next", "c_next") and example.at == example.steps - 1:
            assert float(state[example.node == "c_next"]) == pytest.approx(example.value)


def test_a_tanh_on_the_memory_line_is_proved_by_one_number():
    example = counterexample(squashed_memory(CELLS["LSTM"]), CELLS["LSTM"])
    assert (example.steps, example.node, example.inputs.tolist()) == (1, "c_next", [[0.0]])
    assert not any(weight.any() for weight in example.weights.values())
    kept = example.states["c"][0] / 2  # σ(0) = 0.5 of the memory is kept, half of tanh(0) is written
    assert (example.value, example.drawn_value) == pytest.approx((kept, np.tanh(kept)))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_grader_accepts_is_not_proved_wrong(name):
    right = CELLS[name]
    for cell in (right, *(other for other, _, full in variants(right) if full)):
        drawing = drawing_of(cell)
        for drawn in (cell, drawing, bare(drawing), as_cell(bare(drawing))):
            assert counterexample(drawn, right) is None


@pytest.mark.slow
@pytest.mark.parametrize("labels", [True, False], ids=["with letters", "without letters"])
@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_proved_wrong_where_the_grader_finds_a_wrong_wire_or_part(name, labels):
    for wrong in SINGLE[name][::3]:
        drawing = drawing_of(wrong) if labels else bare(drawing_of(wrong))
        marked = grade(drawing, CELLS[name])
        try:
            proved_wrong = counterexample(drawing, CELLS[name]) is not None
        except Unrunnable:
            proved_wrong = True
        assert proved_wrong == (marked.mark < 100)


def test_another_one_has_its_numbers_in_other_places():
    wrong = SINGLE["LSTM"][0]
    found = list(islice(counterexamples(wrong, CELLS["LSTM"]), 5))
    places = [
        tuple(name for name, value in {**example.states, **example.weights}.items() if value.any()) for example in found
    ]
    assert len(found) == 5
    assert len({(at, tuple(example.inputs.any(axis=1))) for at, example in zip(places, found, strict=True)}) == 5
    assert [example.steps for example in found] == sorted(example.steps for example in found)


def test_what_one_unit_cannot_tell_apart_is_told_apart_by_two():
    page = "x\nh\nc\nf = sigmoid({}(x, h, c))\nc_next = f * c\nh_next = tanh(c_next)"
    alone, among = (read_cell(layer, page.format(layer)) for layer in ("peephole", "linear"))
    example = counterexample(among, alone)
    assert example.weights["p_f"].shape == (2,)
    assert example.drawn_weights["V_f"].shape == (2, 2)
    assert np.diag(example.drawn_weights["V_f"]).tolist() == example.weights["p_f"].tolist()


def test_it_is_told_on_how_many_inputs_two_cells_were_compared():
    assert tried(CELLS["LSTM"], CELLS["LSTM"]) > 10_000


@pytest.mark.parametrize("name", NAMES)
def test_no_mistake_has_the_same_formula(name):
    assert not any(same_formula(by_name(wrong, CELLS[name])) for wrong in SINGLE[name])


@given(name=st.sampled_from(NAMES), first=st.integers(0, 200), seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_what_is_proved_to_be_the_same_formula_gives_the_same_numbers(name, first, seed):
    right, wrong = CELLS[name], SINGLE[name][first % len(SINGLE[name])]
    further = [cell for _, cell in mistakes(wrong)]
    cells = by_name(further[seed % len(further)] if further else right, right)
    if cells and same_formula(cells):
        rng = np.random.default_rng(seed)
        weights = {weight: rng.normal(size=shape) for weight, shape in right.shapes(2, 3).items()}
        drawn = {weight: weights[meant] for weight, meant in cells.weights.items()}
        xs, state = list(rng.normal(size=(3, 2))), {name: rng.normal(size=3) for name in right.states}
        ours, theirs = trace(right, weights, xs, state)[-1], trace(cells.drawn, drawn, xs, state)[-1]
        assert all(np.allclose(ours[new], theirs[new]) for new in right.states.values())


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("h_next = z * h + (1 - z) * n", "h_next = n * (1 - z) + h * z"),
        ("h_next = z * (h + n)", "h_next = z * n + z * h"),
        ("h_next = (1 - (1 - h)) * z", "h_next = h * z"),
    ],
)
def test_brackets_multiplied_out_are_the_same_formula(line, same):
    head = "x\nh\nz = sigmoid(linear(x, h))\nn = tanh(linear(x, h))\n"
    drawn, right = read_cell("mine", head + line), read_cell("right", head + same)
    assert same_formula(by_name(drawn, right))
    assert counterexample(drawn, right) is None


def test_a_drawing_that_was_marked_is_paired_with_nothing_once_more():
    drawing = bare(drawing_of(squashed_memory(CELLS["LSTM"])))
    grade(drawing, CELLS["LSTM"])
    paired = best_comparison.cache_info().misses
    assert counterexample(drawing, CELLS["LSTM"]).node == "c_next"
    assert best_comparison.cache_info().misses == paired


@pytest.mark.parametrize("name", ["LSTM", "GRU"])
def test_whatever_wire_is_moved_there_is_a_counterexample_or_a_reason_why_there_is_none(name):
    """Also where what leaves as C_t is another box than the one that stands for it."""
    rng, right = random.Random(0), drawing_of(CELLS[name])
    for _ in range(40):
        moved = rng.choice(right.wires)
        source = rng.choice([part.id for part in right.parts if part.kind not in ("y", "h_next", "c_next")])
        wires = tuple(replace(wire, source=source) if wire is moved else wire for wire in right.wires)
        try:
            example = counterexample(replace(right, wires=wires), CELLS[name])
        except Unrunnable:
            continue
        if example:
            assert abs(example.value - example.drawn_value) > 0
            assert moments(example)[-1].right == {example.node: example.value}


def test_what_leaves_as_the_memory_is_held_against_the_memory():
    right = drawing_of(CELLS["LSTM"])
    ids = {part.kind: part.id for part in right.parts if not part.label}
    wires = tuple(replace(w, source=ids["tanh"]) if w.target == ids["c_next"] else w for w in right.wires)
    example = counterexample(replace(right, wires=wires), CELLS["LSTM"])
    assert (example.node, example.value, example.drawn_value) == ("c_next", 1.0, pytest.approx(np.tanh(1.0)))


def test_a_value_that_is_passed_on_is_written_as_its_number():
    right = drawing_of(CELLS["LSTM"])
    ids = {part.kind: part.id for part in right.parts if not part.label}
    wires = tuple(replace(w, source=ids["c"]) if w.target == ids["c_next"] else w for w in right.wires)
    example = counterexample(replace(right, wires=wires), CELLS["LSTM"])
    assert sums(example) == (r"C_t = 0.50 \cdot 2 + 0.50 \cdot 0 = 1", "C_t = 2")
    assert given_numbers(example) == ["C_{t-1} = 2"]


def test_a_memory_that_the_right_cell_has_not_has_its_letter():
    found = islice(counterexamples(drawing_of(CELLS["LSTM"]), CELLS["GRU"]), 12)
    assert any("C_{t-1} = 2" in given_numbers(example) for example in found)
