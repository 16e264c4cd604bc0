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
    assert {"Ct", "Ct−1"} <= set(ours)
    assert {"ct", "ct−1"} <= set(theirs)
    assert [word.lower() for word in ours] == [word.lower() for word in theirs]


@ALL
def test_larger_letters_leave_everything_where_it_is(cell):
    without = lambda svg: re.sub(r'font-size="[\d.]+"', "", svg)
    assert without(enlarged(printed(cell), 1.35)) == without(printed(cell))


def test_every_shipped_cell_has_a_picture_of_its_own():
    assert set(pictures()) == {name(cell) for cell in CELLS.values()}
    assert len(set(pictures().values())) == len(pictures()) == len(CELLS)
    assert name(CELLS["LSTM 1997"]) == "recall_lstm_1997.svg"
