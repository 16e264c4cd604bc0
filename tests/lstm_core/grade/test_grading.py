"""The mark of a drawing: what may not cost points, what other cells earn, and what is said about them."""

import time
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.grade import KINDS, Drawing, Part, Unrunnable, Wire, as_cell, compare, drawing_of, grade, read_drawing
from lstm_core.grade.compare import best_comparison
from lstm_core.grade.drawing import HEIGHT, MOST_PARTS, WIDTH
from lstm_core.grade.variants import swapped
from lstm_core.prose import read
from tests.lstm_core.examples import each_cell
from tests.lstm_core.grade.sketches import ELMAN, GRU, LSTM, sketch

CELL = CELLS["LSTM"]
SEPARATE = {name: f"{'tanh' if name == 'g' else 'sigmoid'} h x # {name}" for name in "figo"}
UP = {"Q": "sigmoid H", "Y": "y Q"}
ROW_2 = """
    x2  x
    K2  join H x2
    f2  sigmoid K2 # f
    i2  sigmoid K2 # i
    g2  tanh K2 # g
    o2  sigmoid K2 # o
    kept2  mul f2 C
    written2  mul i2 g2
    sum2  add kept2 written2
    C2  c_next sum2
    shown2  tanh C2
    out2  mul o2 shown2
    H2  h_next out2
"""


def mirrored(drawing: Drawing) -> Drawing:
    return replace(drawing, parts=tuple(replace(p, x=WIDTH - p.x, y=HEIGHT - p.y) for p in drawing.parts))


EQUAL = {
    "1: two arrows into each box": sketch(LSTM, **SEPARATE),
    "1: one join and one arrow": sketch(LSTM, f="sigmoid h x # f"),
    "1: a join of a join": sketch(LSTM, K="join h J", J="join x"),
    "2: another order of the boxes": sketch(
        LSTM, f="sigmoid K # o", o="sigmoid K # f", kept="mul o c", out="mul f shown"
    ),
    "3: mirrored and upside down": mirrored(drawing_of(CELL)),
    "4: inputs of × and + in another order": sketch(LSTM, kept="mul c f", written="mul g i", sum="add written kept"),
    "5: g": sketch(LSTM, g="tanh K # g"),
    "5: the candidate in TeX": sketch(LSTM, g=r"tanh K # \tilde{C}_t"),
    "5: words": sketch(LSTM, f="sigmoid K # forget gate", g="tanh K # Candidate", i="sigmoid K # INPUT"),
    "6: y by a box of its own": sketch(LSTM, **UP),
    "6: y from the × itself": sketch(LSTM, Q="sigmoid out", Y="y Q"),
    "6: h sent upwards as y": sketch(LSTM, Y="y H"),
    "6: no y": sketch(LSTM),
    "8: h leaves twice": sketch(LSTM, H2="h_next out"),
    "8: C read behind its name": sketch(LSTM, shown="tanh C"),
    "12: two cells in a row": sketch(LSTM + ROW_2),
    "12: two cells in a row with y": sketch(LSTM + ROW_2, Q="sigmoid H2", Y="y Q"),
    "several parts for one x": sketch(LSTM, x2="x", f="sigmoid h x2 # f"),
}


@pytest.mark.parametrize("drawing", EQUAL.values(), ids=EQUAL)
def test_what_is_equivalent_costs_nothing(drawing):
    result = grade(drawing, CELL)
    assert result.mark == 100, result
    assert result.remarks == ()
    assert result.passed
    assert result.exam_ready
    assert not result.variant
    assert not result.same


def test_one_bias_or_two_cannot_be_seen_in_a_drawing():
    """Equivalence (7): there is no part for a bias."""
    assert not any("bias" in kind.words for kind in KINDS.values())


def test_one_of_several_cells_in_a_row_may_be_wrong():
    result = grade(sketch(LSTM + ROW_2, shown2="tanh kept2"), CELL)
    assert [(remark.name, remark.drawn) for remark in result.remarks] == [("M8", "shown2")]
    assert result.mark == 90


def test_tied_gates_are_a_different_model_and_it_is_said():
    """Equivalence (9)."""
    result = grade(sketch(LSTM, i="one_minus f"), CELL)
    assert "coupled LSTM" in result.variant
    assert "different model" in result.variant
    assert result.remarks
    assert result.mark < 90
    assert not result.exam_ready


def test_complete_peepholes_earn_full_marks_and_a_name():
    """Equivalence (10)."""
    peeps = {"f": "sigmoid K c # f", "i": "sigmoid K c # i"}
    result = grade(sketch(LSTM, **peeps, o="sigmoid K sum # o"), CELL)
    assert result.mark == 100
    assert result.remarks == ()
    assert result.variant == "This is the peephole LSTM, complete. Name it in the exam."
    incomplete = grade(sketch(LSTM, **peeps), CELL)
    assert not incomplete.variant
    assert {remark.name for remark in incomplete.remarks} == {"M10"}


def test_without_a_forget_gate_it_is_the_cell_of_1997_and_the_row_of_forgetting_is_lost():
    """Equivalence (11)."""
    result = grade(sketch(LSTM, f=None, kept=None, sum="add c written"), CELL)
    assert "1997" in result.variant
    (row,) = [line for line in result.rubric if "f_t" in line.words]
    assert (row.got, row.possible) == (0, 10)
    assert 70 <= result.mark < 90


def test_the_gru_of_pytorch_is_accepted_and_called_a_variant_either_way():
    for asked, drawn in (("GRU", "GRU (PyTorch)"), ("GRU (PyTorch)", "GRU")):
        result = grade(drawing_of(CELLS[drawn]), CELLS[asked])
        assert result.mark == 100
        assert "variant" in result.variant


@pytest.mark.parametrize("name", ["GRU", "GRU (PyTorch)", "Coupled LSTM"])
def test_a_gate_and_one_minus_it_may_change_places_if_it_is_said(name):
    (turned,) = swapped(CELLS[name])
    result = grade(drawing_of(turned), CELLS[name])
    assert result.mark == 100
    assert "Say in the exam which one you use." in result.variant


@pytest.mark.parametrize("asked", CELLS)
@pytest.mark.parametrize("drawn", CELLS)
def test_another_shipped_cell_is_recognised(asked, drawn):
    result = grade(drawing_of(CELLS[drawn]), CELLS[asked])
    assert bool(result.variant) == (asked != drawn)
    assert not result.same
    full = {(row["asked"], row["drawn"]) for row in read("grade")["variants"]["row"] if row["full"]}
    assert (result.mark == 100) == (asked == drawn or (asked, drawn) in full)
    assert result.exam_ready == (result.mark == 100)


def test_a_mistake_is_no_variant():
    result = grade(sketch(LSTM, shown="tanh c"), CELL)
    assert (result.variant, result.same, result.mark) == ("", False, 90)


# The rubric, subject.md 4.1


def test_the_lstm_has_the_ten_rows_of_the_rubric():
    result = grade(drawing_of(CELL), CELL)
    assert [line.possible for line in result.rubric] == [10, 20, 10, 10, 10, 10, 10, 10, 5, 5]
    assert all(line.got == line.possible for line in result.rubric)


@each_cell
def test_every_cell_is_marked_out_of_100_and_a_right_drawing_gets_all(cell):
    for drawing in (drawing_of(cell), drawing_of(with_readout(cell))):
        result = grade(drawing, cell)
        assert sum(line.possible for line in result.rubric) == result.mark == 100


@each_cell
def test_an_empty_canvas_gets_nothing(cell):
    result = grade(Drawing(), cell)
    assert result.mark == 0
    assert not result.passed


@each_cell
def test_the_lecture_asks_for_y_and_takes_5_points(cell):
    assert (grade(drawing_of(cell), cell, fau=True).mark, grade(drawing_of(cell), cell).hint) == (95, "")
    assert "$y_t$" in grade(drawing_of(cell), cell, fau=True).hint
    complete = grade(drawing_of(with_readout(cell)), cell, fau=True)
    assert (complete.mark, complete.hint) == (100, "")


LOST = [  # what is changed, the rows that lose points and how many
    ({"K": "join h"}, {0: 10}),
    ({"K": "add h x"}, {0: 10}),
    ({"f": "sigmoid h # f"}, {0: 3}),
    ({"g": "sigmoid K # g"}, {1: 5}),
    ({"kept": "add f c"}, {2: 10}),
    ({"written": "add i g"}, {3: 10}),
    ({"sum": "mul kept written"}, {4: 10}),
    ({"squash": "tanh sum", "C": "c_next squash", "shown": "tanh squash"}, {7: 10}),
    ({"shown": "tanh c"}, {5: 10}),
    ({"out": "add o shown"}, {6: 10}),
    ({"H": "h_next h"}, {8: 5}),
    ({"Y": "y C"}, {8: 5}),
    ({"f": "sigmoid K"}, {9: 2}),
    ({name: SEPARATE[name].partition("#")[0] for name in "figo"}, {9: 5}),
    ({"f": "sigmoid K # i", "i": "sigmoid K # f"}, {9: 3}),
    ({"c": "c # C_t"}, {9: 3}),
]


@pytest.mark.parametrize(("changes", "lost"), LOST, ids=[str(k) for k in range(len(LOST))])
def test_a_mistake_costs_the_points_of_its_row(changes, lost):
    result = grade(sketch(LSTM, **changes), CELL)
    found = {k: line.possible - line.got for k, line in enumerate(result.rubric)}
    assert {k: points for k, points in found.items() if points} == lost
    assert result.mark == 100 - sum(lost.values())


def test_missing_labels_cost_points_but_are_no_mistake():
    bare = sketch(LSTM, **{name: SEPARATE[name].partition("#")[0] for name in "figo"})
    assert (grade(bare, CELL).mark, grade(bare, CELL).remarks) == (95, ())


def test_what_does_not_belong_is_not_free():
    """All of the LSTM is there, but it was not asked for."""
    assert grade(drawing_of(CELL), CELLS["Elman"]).mark < 50


def test_elman_and_gru_sketches_are_right():
    assert grade(sketch(ELMAN), CELLS["Elman"], fau=True).mark == 100
    assert grade(sketch(GRU), CELLS["GRU"]).mark == 100


# Drawn differently, but the same function

SAME = {
    "one minus, twice": (LSTM, "LSTM", {"k": "one_minus f", "k2": "one_minus k", "kept": "mul k2 c"}),
    "the update gate turned twice": (GRU, "GRU", {"z2": "one_minus rest", "written": "mul z2 n"}),
    "two boxes 1−": (GRU, "GRU", {"rest2": "one_minus z", "z2": "one_minus rest2", "written": "mul z2 n"}),
    "one tanh outside": (LSTM, "LSTM", {"k": "one_minus shown", "k2": "one_minus k", "out": "mul o k2"}),
}


@pytest.mark.parametrize(("page", "cell", "changes"), SAME.values(), ids=SAME)
def test_another_structure_with_the_same_function_is_right_and_told_so(page, cell, changes):
    result = grade(sketch(page, **changes), CELLS[cell])
    assert result.same
    assert "the same" in result.variant
    assert result.mark == 100
    assert result.remarks == ()


def test_two_boxes_for_one_gate_are_not_the_same_since_each_has_weights_of_its_own():
    result = grade(sketch(GRU, z2="sigmoid K", written="mul z2 n"), CELLS["GRU"])
    assert not result.same
    assert result.remarks


def test_something_idle_or_a_wrong_y_is_not_called_the_same():
    twice = {"k": "one_minus f", "k2": "one_minus k", "kept": "mul k2 c"}
    assert not grade(sketch(LSTM, **twice, odd="tanh sum"), CELL).same
    assert not grade(sketch(LSTM, **twice, Y="y C"), CELL).same
    assert grade(sketch(LSTM, **twice, **UP), CELL).same


@pytest.mark.slow
def test_a_few_wires_put_elsewhere_never_compute_the_same_and_never_stop_the_grader():
    rng, cells = np.random.default_rng(9), list(CELLS.values())
    for k in range(140):
        drawing = drawing_of(cells[k % 7])
        wires = list(drawing.wires)
        for _ in range(rng.integers(1, 3)):
            at = int(rng.integers(len(wires)))
            wires[at] = replace(wires[at], source=drawing.parts[rng.integers(len(drawing.parts))].id)
        ends = {(wire.source, wire.target, wire.port) for wire in wires}
        y = {part.id for part in drawing.parts if part.kind == "y"}
        if len(ends) == len(wires) and not y & {wire.source for wire in wires}:
            changed = replace(drawing, wires=tuple(wires))
            result = grade(changed, cells[k % 7])
            assert not result.same
            assert bool(result.remarks) == bool(compare(changed, cells[k % 7]))


# Speed


def messy(rng: np.random.Generator, base: Drawing | None) -> Drawing:
    """A drawing of 40 parts with wires all over; on top of a right one if given."""
    kinds = list(KINDS)
    parts = list(base.parts if base else ())
    for k in range(len(parts), MOST_PARTS):
        kind = kinds[rng.integers(3, 10) if base else rng.integers(len(kinds))]
        parts.append(Part(f"m{k}", kind, 20, 20, ["", "f", "i"][rng.integers(3)]))
    wires = list(base.wires if base else ())
    taken = {(w.target, w.source if KINDS[{p.id: p for p in parts}[w.target].kind].many else w.port) for w in wires}
    for k in range(100 - len(wires)):
        source, target = parts[rng.integers(MOST_PARTS)], parts[rng.integers(MOST_PARTS)]
        kind = KINDS[target.kind]
        port = int(rng.integers(max(kind.ports, 1)))
        end = (target.id, source.id if kind.many else port)
        if source.kind != "y" and kind.ports and end not in taken:
            taken.add(end)
            wires.append(Wire(f"m{k}", source.id, target.id, port))
    return read_drawing(Drawing(tuple(parts), tuple(wires)).data())


@pytest.mark.slow
def test_messy_drawings_are_marked_at_once():
    """100 ms at the 95th percentile and 500 ms at worst, of the processor's time. None can do more than be refused."""
    rng, taken, cells = np.random.default_rng(5), [], list(CELLS.values())
    for k in range(42):
        cell = cells[k % 7]
        drawing = messy(rng, drawing_of(cell) if k % 2 else None)
        begin = time.thread_time()
        result = grade(drawing, cell)
        taken.append(time.thread_time() - begin)
        assert 0 <= result.mark < 90
        assert result.remarks
        with suppress(Unrunnable):
            as_cell(drawing)
    assert sorted(taken)[39] < 0.1
    assert max(taken) < 0.5


def test_a_right_drawing_under_a_heap_of_parts_just_passes():
    drawing = drawing_of(CELL)
    heap = tuple(Part(f"heap{k}", "mul", 20, 20) for k in range(20))
    assert grade(replace(drawing, parts=(*drawing.parts, heap[0])), CELL).mark == 90
    assert grade(replace(drawing, parts=(*drawing.parts, *heap)), CELL).mark == 70


@each_cell
def test_a_grade_says_which_part_stands_for_which_box(cell):
    right = drawing_of(cell)
    ids = {node.name: f"p{k}" for k, node in enumerate(cell.drawn, 1) if node.op != "input"}
    assert dict(grade(right, cell).pairing) == ids


def test_a_grade_of_cells_in_a_row_pairs_the_boxes_of_the_whole_drawing():
    row = sketch(LSTM + ROW_2, shown2="tanh kept2")
    assert grade(row, CELL).pairing == best_comparison(row, CELL).pairing
