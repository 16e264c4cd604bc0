"""An unfinished drawing is told what is there and what comes next, nothing twice, and every point has its reason."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.grade import Drawing, Grade, Part, drawing_of, grade, palette
from lstm_core.mistakes import mistakes
from tests.lstm_core.examples import each_cell
from tests.lstm_core.grade.sketches import GRU, LSTM, sketch

CELL = CELLS["LSTM"]
LEFT_OVER = re.compile(r"one is left over|What is left over|This cell has no")


@st.composite
def partial(draw) -> tuple[Cell, Drawing]:
    """A right drawing of a shipped cell from which parts and wires are gone."""
    cell = draw(st.sampled_from(list(CELLS.values())))
    right = drawing_of(cell)
    gone = draw(st.sets(st.sampled_from([part.id for part in right.parts])))
    parts = tuple(part for part in right.parts if part.id not in gone)
    wires = [wire for wire in right.wires if not {wire.source, wire.target} & gone]
    cut = draw(st.sets(st.sampled_from([wire.id for wire in right.wires]), min_size=0 if gone else 1))
    if draw(st.booleans()):
        parts = tuple(replace(part, label="") for part in parts)
    return cell, Drawing(parts, tuple(wire for wire in wires if wire.id not in cut))


def sentences(result: Grade) -> list[str]:
    """All that is said about a drawing."""
    texts = [remark.text for remark in result.remarks]
    texts += [*result.progress.state, result.variant, result.hint, *(row.words for row in result.rubric)]
    texts += [cost.words for cost in result.costs]
    if result.progress.next not in texts:
        texts.append(result.progress.next)
    return [part for text in texts for part in re.split(r"(?<=[.?!])\s+", text) if part]


def check_words(result: Grade) -> None:
    assert [text for text, times in Counter(sentences(result)).items() if times > 1] == []
    assert sum(cost.points for cost in result.costs) == 100 - result.mark
    assert all(cost.points > 0 for cost in result.costs)


@given(partial())
def test_what_is_unfinished_is_told_what_comes_next_and_nothing_in_it_is_too_much(found):
    cell, drawing = found
    result = grade(drawing, cell)
    check_words(result)
    assert result.progress.next
    assert result.mark < 100
    assert not any(LEFT_OVER.search(remark.text) for remark in result.remarks)


@given(partial(), st.lists(st.sampled_from(palette(CELL)), min_size=1, max_size=6), st.booleans())
def test_a_stray_part_is_too_much_only_if_the_cell_has_no_use_for_it(found, kinds, fau):
    cell, drawing = found
    strays = tuple(Part(f"stray{k}", kind, 20 * k, 20) for k, kind in enumerate(kinds) if kind in palette(cell))
    more = replace(drawing, parts=(*drawing.parts, *strays))
    result = grade(more, cell, fau)
    check_words(result)
    assert result.mark < 100
    there = Counter(part.kind for part in more.parts)
    needs = Counter(part.kind for part in drawing_of(cell).parts)
    y = fau or there["y"] > 0
    kind_of = {part.id: part.kind for part in more.parts}
    for remark in result.remarks:
        if LEFT_OVER.search(remark.text):
            kind = kind_of[remark.drawn]
            assert there[kind] > needs[kind] + (y and kind == "sigmoid"), remark


@given(st.data())
def test_what_is_wrong_is_said_once_as_well(data):
    cell = data.draw(st.sampled_from(list(CELLS.values())))
    wrong = data.draw(st.sampled_from([found for _, found in mistakes(cell)]))
    drawing = drawing_of(replace(wrong, picture=cell.picture))
    more = [found for _, found in mistakes(wrong)]
    drawing = data.draw(st.sampled_from([drawing, drawing_of(data.draw(st.sampled_from(more)))]))
    check_words(grade(drawing, cell))


# Where something is missing

GAPS = [  # how the drawing is made, the cell, and the gap: what is missing, on which wire or before which part
    ("a tanh on a wire", sketch(LSTM, shown=None, out="mul o sum"), "LSTM", ("tanh", "sum-out-1", "")),
    ("a 1− on a wire", sketch(GRU, rest=None, kept="mul z h"), "GRU", ("one_minus", "z-kept-0", "")),
    ("a gate at a ×", sketch(LSTM, o=None, out="mul shown"), "LSTM", ("sigmoid", "", "out")),
    ("a × on the memory line", sketch(LSTM, f=None, kept=None, sum="add c written"), "LSTM", ("mul", "c-sum-0", "")),
    ("a × on the way out", sketch(LSTM, o=None, out=None, H="h_next shown"), "LSTM", ("mul", "shown-H-0", "")),
    ("a +", sketch(LSTM, sum=None, C="c_next kept", shown="tanh kept"), "LSTM",
     ("add", "kept-shown-0", "")),
    ("a + before the end", sketch(LSTM, sum=None, C="c_next", shown="tanh"), "LSTM", ("add", "", "shown")),
]  # fmt: skip


@pytest.mark.parametrize(("drawing", "cell", "gap"), [row[1:] for row in GAPS], ids=[row[0] for row in GAPS])
def test_a_missing_part_is_marked_where_it_is_missing_and_what_reads_it_has_no_tick(drawing, cell, gap):
    result = grade(drawing, CELLS[cell])
    assert gap in [(found.kind, found.wire, found.before) for found in result.gaps], result.gaps
    reader = next((wire.target for wire in drawing.wires if wire.id == gap[1]), gap[2])
    assert next(mark.look for mark in result.marks if mark.at == reader) != "right"


def bypassed(cell):
    """The right drawing with one part left out, and whatever fed it wired straight to what reads it, in every way."""
    right = drawing_of(cell)
    for part in right.parts:
        readers = [wire for wire in right.wires if wire.source == part.id]
        feeds = [wire for wire in right.wires if wire.target == part.id]
        if readers and part.kind != "join":
            parts = tuple(other for other in right.parts if other is not part)
            rest = [wire for wire in right.wires if wire not in (*readers, *feeds)]
            for feed in feeds:
                straight = [replace(wire, source=feed.source) for wire in readers]
                yield part, Drawing(parts, (*rest, *straight)), straight


@each_cell
def test_whatever_is_left_out_between_two_parts_is_seen_there_and_nothing_behind_it_has_a_tick(cell):
    for part, drawing, wires in bypassed(cell):
        result = grade(drawing, cell)
        looks = {mark.at: mark.look for mark in result.marks}
        assert result.mark < 100, part
        assert not {"right"} & {looks[wire.target] for wire in wires}, (part, looks)
        assert result.gaps, part


@each_cell
def test_every_part_of_a_right_drawing_has_its_tick_and_no_gap(cell):
    result = grade(drawing_of(cell), cell)
    assert {mark.look for mark in result.marks} == {"right"}
    assert len(result.marks) == len(drawing_of(cell).parts)
    assert result.gaps == ()
    assert (result.costs, result.progress.next) == ((), "")


# What costs points


def test_names_that_are_missing_are_said_with_their_points():
    bare = drawing_of(CELL)
    bare = replace(bare, parts=tuple(replace(part, label="") for part in bare.parts))
    (cost,) = grade(bare, CELL).costs
    assert (cost.words, cost.points) == ("the gates have no names", 5)
    some = replace(bare, parts=tuple(replace(p, label="f" if p.id == "p4" else "") for p in bare.parts))
    (cost,) = grade(some, CELL).costs
    assert "the input gate, the candidate and the output gate" in cost.words


def test_a_missing_y_is_a_reason_of_its_own():
    (cost,) = grade(drawing_of(CELL), CELL, fau=True).costs
    assert (cost.words, cost.points) == ("$y_t$ is not drawn", 5)


# The words themselves


def test_an_empty_sheet_is_told_where_to_begin():
    result = grade(Drawing(), CELL)
    assert result.progress.state == ("Nothing is drawn yet.",)
    assert result.progress.next == "Begin with what arrives, on the left: $x_t$, $h_{t-1}$ and $C_{t-1}$."


def test_three_parts_without_a_wire_are_there_but_not_wired():
    result = grade(sketch("x x\nh h\nc c\nf sigmoid"), CELL)
    assert result.progress.state == ("There, but not wired yet: $x_t$, $h_{t-1}$, $C_{t-1}$ and a σ.",)
    assert "becomes the forget gate" in result.progress.next
    assert result.mark == 0


def test_a_spare_sigmoid_is_said_to_be_one_more_than_needed():
    (remark,) = grade(sketch(LSTM, spare="sigmoid"), CELL).remarks
    assert remark.text == "This cell needs 3 σ, and there are 4. What is left over can go."
    assert grade(sketch(LSTM, spare="sigmoid"), CELL, fau=True).remarks[0].text != remark.text
