"""Each of the twenty mistakes that examiners know is recognised in the drawing that makes it, and no other."""

import re
from dataclasses import replace

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import compare
from lstm_core.grade.known_mistakes import NAMED
from lstm_core.mistakes import squashed_memory
from lstm_core.prose import read
from tests.lstm_core.grade.sketches import ELMAN, GRU, LSTM, sketch

BEHIND = {"C": "c_next squash", "shown": "tanh squash"}

# name, how the drawing is made, cell asked for, and the part that is to blame
ROWS = [
    ("M1", (LSTM, {"squash": "tanh sum", **BEHIND}), "LSTM", "squash"),
    ("M1", (LSTM, {"squash": "sigmoid sum", **BEHIND}), "LSTM", "squash"),
    ("M1", (LSTM, {"squash": "tanh c", "kept": "mul f squash"}), "LSTM", "squash"),
    ("M1", (LSTM, {"squash": "sigmoid kept", "sum": "add squash written"}), "LSTM", "squash"),
    ("M1", (LSTM, {"C": "c_next shown"}), "LSTM", ""),
    ("M1", (GRU, {"squash": "tanh sum", "H": "h_next squash"}), "GRU", "squash"),
    ("M2", (LSTM, {"kept": "add f c", "sum": "mul kept written"}), "LSTM", "kept"),
    ("M2", (LSTM, {"kept": "mul f sum", "sum": "add c written", "C": "c_next kept", "shown": "tanh kept"}), "LSTM", ""),
    ("M3", (LSTM, {"sum": "mul kept written"}), "LSTM", "sum"),
    ("M4", (LSTM, {"kept": "mul i c", "written": "mul f g"}), "LSTM", "i"),
    ("M4", (LSTM, {"kept": "mul i c"}), "LSTM", "kept"),
    ("M4", (LSTM, {"written": "mul i f"}), "LSTM", "written"),
    ("M5", (LSTM, {"g": "sigmoid K # g"}), "LSTM", "g"),
    ("M6", (LSTM, {"f": "tanh K # f"}), "LSTM", "f"),
    ("M6", (LSTM, {"o": "tanh K"}), "LSTM", "o"),
    ("M7", (LSTM, {"shown": None, "out": "mul o sum"}), "LSTM", ""),
    ("M8", (LSTM, {"shown": "tanh c"}), "LSTM", "shown"),
    ("M8", (LSTM, {"shown": "tanh kept"}), "LSTM", "shown"),
    ("M9", (LSTM, {"o": None, "out": None, "H": "h_next shown"}), "LSTM", ""),
    ("M9", (LSTM, {"shown": None, "out": None, "H": "h_next o"}), "LSTM", ""),
    ("M9", (LSTM, {"o": None, "shown": None, "out": None, "H": "h_next sum"}), "LSTM", ""),
    ("M9", (LSTM, {"o": None, "out": "mul shown"}), "LSTM", ""),
    ("M10", (LSTM, {"K": "join c x"}), "LSTM", "K"),
    ("M10", (LSTM, {"K": "join h x c"}), "LSTM", "K"),
    ("M10", (LSTM, {"f": "sigmoid K c"}), "LSTM", "f"),
    ("M11", (LSTM, {"f": "sigmoid h"}), "LSTM", "f"),
    ("M11", (LSTM, {"o": "sigmoid x"}), "LSTM", "o"),
    ("M11", (LSTM, {"K": "join h"}), "LSTM", "f"),
    ("M12", (LSTM, {"H": "h_next h"}), "LSTM", "H"),
    ("M12", (LSTM, {"plus": "add out h", "H": "h_next plus"}), "LSTM", "plus"),
    ("M13", (LSTM, {"K": "join x", "h": None}), "LSTM", "f"),
    ("M13", (LSTM, {"H": None, "Y": "y Q", "Q": "sigmoid out"}), "LSTM", ""),
    ("M14", (LSTM, {"Q": "sigmoid C", "Y": "y Q"}), "LSTM", "Q"),
    ("M14", (LSTM, {"Y": "y C"}), "LSTM", ""),
    ("M15", (LSTM, {"kept": "mul f C"}), "LSTM", "kept"),
    ("M15", (LSTM, {"K": "join H x", "h": None}), "LSTM", "K"),
    ("M15", (LSTM, {"c": "c # C_t"}), "LSTM", "c"),
    ("M15", (LSTM, {"H": "h_next out # h_{t-1}"}), "LSTM", "H"),
    ("M15", (LSTM, {"f": "sigmoid K # f_{t-1}"}), "LSTM", "f"),
    ("M16", (LSTM, {"i": None, "o": None, "written": "mul f g", "out": "mul f shown"}), "LSTM", "f"),
    ("M16", (GRU, {"r": None, "past": "mul z h"}), "GRU", "z"),
    ("M17", (LSTM, {"K": "add h x"}), "LSTM", "K"),
    ("M17", (LSTM, {"K": "mul x h"}), "LSTM", "K"),
    ("M18", (LSTM, {"turned": "one_minus f", "kept": "mul turned c"}), "LSTM", "turned"),
    ("M18", (LSTM, {"f": "sigmoid K # f: 1 = forget"}), "LSTM", "f"),
    ("M19", (GRU, {"past": "mul r sum", "K2": "join h x", "H": "h_next past"}), "GRU", "past"),
    ("M19", (GRU, {"rest": None, "kept": "mul z h"}), "GRU", ""),
    ("M20", (ELMAN, {"H": "h_next Q", "Q": "sigmoid box", "out": None, "Y": "y Q"}), "Elman", "H"),
    ("M20", (ELMAN, {"box": "sigmoid K"}), "Elman", "box"),
    ("M20", (ELMAN, {"out": "tanh H"}), "Elman", "out"),
]


@pytest.mark.parametrize(("name", "drawing", "cell", "part"), ROWS, ids=[f"{k}-{row[0]}" for k, row in enumerate(ROWS)])
def test_each_mistake_is_called_by_its_name_and_pinned_to_its_part(name, drawing, cell, part):
    page, changes = drawing
    found = compare(sketch(page, **changes), CELLS[cell])
    assert [remark.name for remark in found] == [name], found
    assert found[0].drawn == part or not part


def test_all_twenty_have_a_row_a_rule_and_a_sentence():
    twenty = {f"M{k}" for k in range(1, 21)}
    assert {row[0] for row in ROWS} == twenty == {name for name, _ in NAMED} == read("grade")["named"].keys()


def test_one_change_of_the_right_drawing_earns_no_name_by_accident():
    """Odd drawings get a plain remark: a cosine of mistakes that nobody teaches."""
    for changes in ({"g": "one_minus K"}, {"out": "add o shown"}, {"shown": "tanh o"}):
        (remark,) = compare(sketch(LSTM, **changes), CELLS["LSTM"])
        assert remark.name == ""


@pytest.mark.parametrize("name", ["LSTM", "LSTM 1997", "Peephole LSTM", "Coupled LSTM", "GRU", "GRU (PyTorch)"])
def test_a_squashed_memory_is_m1_in_every_cell_that_has_one(name):
    (remark,) = compare(squashed_memory(CELLS[name]), CELLS[name])
    assert remark.name == "M1"


def test_the_wire_to_blame_is_named():
    (remark,) = compare(sketch(LSTM, shown="tanh c"), CELLS["LSTM"])
    assert remark.wire == "c-shown-0"
    (remark,) = compare(sketch(LSTM, K="join c x"), CELLS["LSTM"])
    assert remark.wire == "c-K-0"


def test_names_of_cells_do_not_matter():
    """The rules look at the wiring, so a cell under another name gets the same remarks."""
    drawing = sketch(LSTM, shown="tanh c")
    assert compare(drawing, replace(CELLS["LSTM"], name="Mine")) == compare(drawing, CELLS["LSTM"])


@pytest.mark.parametrize("name", sorted(read("grade")["named"]))
def test_a_named_mistake_is_told_with_what_to_repair_and_what_it_would_do(name):
    text = read("grade")["named"][name]
    assert len(re.findall(r"[.](\s|$)", text)) >= 2
    assert 15 <= len(text.split()) <= 60
