"""What only one of two cells does: the answers are those of the books, whatever nodes are called."""

from dataclasses import replace

import pytest

from lstm_core.cell.correspondence import without_counterpart
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from tests.lstm_core.examples import DRAWN, each_cell

ONLY = [  # Chung et al. 2014, Greff et al. 2017, Gers et al. 2000, Gers and Schmidhuber 2000
    ("LSTM", "GRU", "c i g o shown h_next"),  # C, a free input gate, the output gate and what it shows
    ("GRU", "LSTM", "r past n rest"),  # the reset gate, a candidate that sees less, the tie
    ("LSTM", "Coupled LSTM", "i"),
    ("Coupled LSTM", "LSTM", "rest"),
    ("LSTM", "LSTM 1997", "f kept c_next"),
    ("Peephole LSTM", "LSTM", "f i o"),
    ("Elman", "LSTM", ""),  # the candidate is an Elman cell
    ("Elman", "GRU", "h_next"),  # here it is not, since the reset gate stands before it
    ("GRU", "GRU (PyTorch)", "r past n"),
]


@pytest.mark.parametrize(("name", "other", "only"), ONLY)
def test_what_only_one_of_them_has_is_what_the_books_say(name, other, only):
    assert without_counterpart(CELLS[name], CELLS[other]) == tuple(only.split())


@each_cell
def test_every_job_of_a_cell_is_done_in_itself(cell):
    assert without_counterpart(cell, cell) == ()


def test_names_play_no_part():
    page = """
        x
        h
        open = sigmoid(linear(x, h))
        made = sigmoid(linear(x, h))
        less = made * h
        new = tanh(linear(x, less))
        shut = 1 - open
        old = shut * h
        added = open * new
        h_next = old + added
    """
    assert without_counterpart(read_cell("GRU in other words", page), CELLS["GRU"]) == ()
    assert without_counterpart(CELLS["GRU"], read_cell("GRU in other words", page)) == ()


def test_the_gru_written_with_f_is_the_gru():
    assert (
        without_counterpart(DRAWN["GRU with f"], CELLS["GRU"])
        == without_counterpart(CELLS["GRU"], DRAWN["GRU with f"])
        == ()
    )


@each_cell
def test_what_is_named_is_drawn(cell):
    assert all(set(without_counterpart(cell, other)) <= {node.name for node in cell.drawn} for other in CELLS.values())


def test_a_node_stands_for_one_at_most():
    lstm = CELLS["LSTM"]
    fewer = replace(lstm, name="One gate less", nodes=tuple(n for n in CELLS["Coupled LSTM"].nodes), picture="")
    assert without_counterpart(lstm, fewer) == ("i",)
