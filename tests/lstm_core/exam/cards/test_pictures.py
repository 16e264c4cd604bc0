"""The figures for paper: every colour written out, in the letters of any book, and nothing else changed."""

import re
from xml.etree import ElementTree

import pytest

from lstm_core.cell.roles import ROLES
from lstm_core.cells import CELLS
from lstm_core.exam.cards.pictures import enlarged, name, pictures, printed
from lstm_core.figure.svg import shipped
from lstm_core.latex import PYTORCH

ALL = pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)


def words(svg):
    """All letters on the drawing."""
    texts = ElementTree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")
    return ["".join(text.itertext()) for text in texts]


@ALL
def test_a_printed_figure_knows_no_theme_and_says_the_same(cell):
    svg = printed(cell)
    assert not re.search(r"var\(|@media|data-theme|--\w", svg)
    assert words(svg) == words(shipped(cell))
    assert ROLES["output"].ink("light") in svg
    assert ROLES["output"].ink("dark") not in svg


def test_a_printed_figure_speaks_the_letters_of_the_book():
    ours, theirs = words(printed(CELLS["LSTM"])), words(printed(CELLS["LSTM"], PYTORCH))
    assert {"Ct", "Ct−1", "C\u0303t"} <= set(ours)
    assert {"ct", "ct−1", "gt"} <= set(theirs)
    renamed = {a: b for a, b in zip(ours, theirs, strict=True) if a != b}
    assert renamed == {"Ct": "ct", "Ct−1": "ct−1", "C\u0303t": "gt"}


@ALL
def test_larger_letters_leave_everything_where_it_is_but_names_have_no_room(cell):
    def places(svg):
        groups = ElementTree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}g")
        inner = [
            group for group in groups if "name" not in group.get("class").split() and "graph" not in group.get("class")
        ]
        return [
            re.sub(r'font-size="[\d.]+"|\s', "", ElementTree.tostring(group, encoding="unicode")) for group in inner
        ]

    assert places(enlarged(printed(cell), 1.35)) == places(printed(cell))
    assert 'class="node label name' not in enlarged(printed(cell), 1.35)


def test_every_shipped_cell_has_a_picture_of_its_own():
    assert set(pictures()) == {name(cell) for cell in CELLS.values()}
    assert len(set(pictures().values())) == len(pictures()) == len(CELLS)
    assert name(CELLS["LSTM 1997"]) == "recall_lstm_1997.svg"
