"""Labels are read as learners write them."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import compare
from lstm_core.grade.labels import meanings, normalised
from lstm_core.latex import plain_letter
from tests.lstm_core.examples import each_cell
from tests.lstm_core.grade.sketches import LSTM, sketch


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("f", "f"),
        ("F_t", "f"),
        ("ft", "f"),
        ("fₜ", "f"),
        ("$f_{t}$", "f"),
        ("σ_f", "f"),
        ("Forget Gate", "forget"),
        ("output", "output"),
        ("reset", "reset"),
        ("C̃_t", "c~"),
        ("C̃ₜ", "c~"),
        ("~C", "c~"),
        (r"\tilde{C}_t", "c~"),
        ("h̃", "h~"),
        ("", ""),
    ],
)
def test_time_index_signs_and_the_word_gate_are_put_aside(label, word):
    assert normalised(label) == word


def test_a_label_means_a_box_of_the_cell_or_nothing():
    means = meanings(CELLS["LSTM"])
    assert means("input gate") == {"i"}
    assert means("candidate") == {"g"}
    assert means("z") == frozenset()
    assert means("") == frozenset()
    assert meanings(CELLS["GRU"])("candidate") == {"n"}


@each_cell
def test_the_symbols_of_the_app_are_understood(cell):
    for node in cell.drawn:
        if cell.role(node.name) in ("gate", "candidate"):
            assert meanings(cell)(f"{plain_letter(cell, node.name)}_t") == {node.name}


def test_a_label_that_contradicts_the_wires_is_told():
    (remark,) = compare(sketch(LSTM, o="sigmoid K # forget"), CELLS["LSTM"])
    assert (remark.drawn, remark.meant, remark.name) == ("o", "o", "")
    assert "label" in remark.text


def test_labels_decide_where_the_wires_allow_two_readings():
    """Whether kept or written reads the wrong gate is known only by the labels."""
    named = compare(sketch(LSTM, kept="mul i c"), CELLS["LSTM"])
    turned = compare(sketch(LSTM, kept="mul i c", i="sigmoid K # f", f="sigmoid K # i"), CELLS["LSTM"])
    assert [remark.meant for remark in named] == ["kept"]
    assert [remark.meant for remark in turned] == ["written"]


def test_two_labels_that_changed_places_are_one_remark():
    (remark,) = compare(sketch(LSTM, o="sigmoid K # forget", f="sigmoid K # output"), CELLS["LSTM"])
    assert remark.name == ""
    assert "the output gate" in remark.text


def test_other_words_on_a_box_are_left_alone():
    assert (
        compare(sketch(LSTM, f="sigmoid K # my first box", c="c # past", kept="mul f c # C_{t-1}"), CELLS["LSTM"]) == []
    )
