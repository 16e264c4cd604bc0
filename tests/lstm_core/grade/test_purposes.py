"""What each box is there for follows from the wiring of the cell."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.purposes import Purposes, named_boxes, purposes

TABLE = {
    "Elman": Purposes(),
    "LSTM": Purposes("c_next", "c", "kept", "f", "written", "i", "shown", "h_next", "o"),
    "LSTM 1997": Purposes("c_next", "c", "", "", "written", "i", "shown", "h_next", "o"),
    "Peephole LSTM": Purposes("c_next", "c", "kept", "f", "written", "i", "shown", "h_next", "o"),
    "Coupled LSTM": Purposes("c_next", "c", "kept", "f", "written", "", "shown", "h_next", "o", "", "rest"),
    "GRU": Purposes("h_next", "h", "kept", "rest", "written", "z", "", "", "", "past", "rest"),
    "GRU (PyTorch)": Purposes("h_next", "h", "kept", "z", "written", "", "", "", "", "heard", "rest"),
}


@pytest.mark.parametrize("name", CELLS)
def test_the_boxes_an_examiner_asks_about_are_found(name):
    assert purposes(CELLS[name]) == TABLE[name]


@pytest.mark.parametrize(("name", "boxes"), [("Elman", ""), ("LSTM", "figo"), ("GRU", "rzn"), ("Coupled LSTM", "fgo")])
def test_gates_and_candidates_are_named_by_learners(name, boxes):
    assert named_boxes(CELLS[name]) == tuple(boxes)
