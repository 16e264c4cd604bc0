"""A counterexample moment by moment: both cells give the same, part by part, until they part."""

from dataclasses import replace

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import Unrunnable, drawing_of
from lstm_core.grade.counterexample import counterexample
from lstm_core.grade.exercises import DRAWN_CELLS
from lstm_core.grade.from_cell import drawing_and_parts
from lstm_core.grade.side_by_side import moments, parts_of
from lstm_core.mistakes import mistakes
from lstm_core.notation import read_cell


def wrong_drawings(name):
    for _, wrong in [*mistakes(CELLS[name])][::4]:
        drawing = drawing_of(wrong)
        try:
            yield drawing, counterexample(drawing, CELLS[name])
        except Unrunnable:
            continue


@pytest.mark.parametrize("name", DRAWN_CELLS)
def test_both_cells_give_the_same_until_the_last_moment_and_every_number_has_its_part(name):
    for drawing, example in wrong_drawings(name):
        parts, meant = parts_of(drawing, CELLS[name]), example.cells.nodes
        ids = {part.id for part in drawing.parts}
        *before, last = moments(example)
        for moment in (*before, last):
            assert all(set(parts[node]) <= ids and parts[node] for node in moment.drawn)
            same = {meant.get(node): value for node, value in moment.drawn.items()}
            if moment is not last:
                assert all(value == pytest.approx(same.get(node, value)) for node, value in moment.right.items())
        assert list(last.right.items()) == [(example.node, example.value)]
        assert list(last.drawn.items()) == [(example.drawn_node, example.drawn_value)]


@pytest.mark.parametrize("name", DRAWN_CELLS)
def test_what_a_node_reads_has_arrived_before_it(name):
    for _, example in wrong_drawings(name):
        seen = set()
        for moment in moments(example):
            for node in moment.drawn:
                inside = example.cells.drawn.folded.get(node, node)
                assert set(example.cells.drawn[inside].args) <= seen
            seen |= set(moment.drawn)


def test_a_step_in_which_nothing_differs_yet_is_one_moment():
    late = read_cell("late", "x\nh\nc\nc_next = tanh(linear(x, h))\nh_next = tanh(linear(c, x))")
    right = read_cell("right", "x\nh\nc\nc_next = sigmoid(linear(x, h))\nh_next = tanh(linear(c, x))")
    example = counterexample(late, right)
    assert [moment.step for moment in moments(example)].count(0) >= 1
    assert moments(example)[-1].step == example.at


@pytest.mark.parametrize("name", list(CELLS))
def test_no_part_of_a_drawing_lies_on_another_with_a_picture_without_and_with_half_of_one(name):
    cells = [CELLS[name], *(wrong for _, wrong in mistakes(CELLS[name]))]
    for cell in [*cells, *(replace(cell, picture="") for cell in cells[:1]), *_with_its_picture(cells)]:
        drawing, parts = drawing_and_parts(cell)
        places = [(part.x, part.y) for part in drawing.parts]
        assert len(set(places)) == len(places)
        assert {id for ids in parts.values() for id in ids} == {p.id for p in drawing.parts if p.kind != "join"}


def _with_its_picture(cells):
    """Wrong cells laid out as the right one, as far as they have its nodes."""
    right, *wrong = cells
    for cell in wrong:
        words = [[word if word in cell or word[0] == "[" else "." for word in line.split()]
                 for line in right.picture.splitlines()]  # fmt: skip
        yield replace(cell, picture="\n".join(map(" ".join, words)))
