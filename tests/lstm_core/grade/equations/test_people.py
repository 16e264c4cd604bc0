"""The equations of well-known sources, in their own letters: whoever learnt from one of them is marked right."""

from pathlib import Path

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import compare
from lstm_core.grade.equations import read_plain
from lstm_core.prose.data import read_toml

ROWS = read_toml(Path(__file__).with_name("people.toml"), "{file}: {error}.")["people"]
PEOPLE = [(row["who"], row["cell"], row["text"]) for row in ROWS]


@pytest.mark.parametrize(("who", "cell", "text"), PEOPLE, ids=[f"{cell}: {who}" for who, cell, _ in PEOPLE])
def test_right_equations_in_twelve_peoples_letters_stay_right(who, cell, text):
    assert [remark.text for remark in compare(read_plain("Yours", text), CELLS[cell])] == []


def test_twelve_people_and_more_write_the_lstm():
    assert len({who for who, cell, _ in PEOPLE if cell == "LSTM"}) >= 12


def test_a_gate_called_g_is_free_only_where_the_candidate_has_no_letter():
    swapped = """f_t = σ(W_f [h_{t-1}, x_t] + b_f)
        g_t = σ(W_g [h_{t-1}, x_t] + b_g)
        i_t = tanh(W_i [h_{t-1}, x_t] + b_i)
        c_t = f_t ⊙ c_{t-1} + g_t ⊙ i_t
        o_t = σ(W_o [h_{t-1}, x_t] + b_o)
        h_t = o_t ⊙ tanh(c_t)"""
    assert compare(read_plain("Yours", swapped), CELLS["LSTM"])


def test_a_second_carried_letter_is_the_memory_only_if_it_is_made_from_its_own_old_value():
    fed_back = read_plain("Yours", "h_t = tanh(W x_t + U h_{t-1} + V y_{t-1}); y_t = tanh(R h_t)")
    kept = read_plain("Yours", "s_t = f_t s_{t-1} + h_{t-1}; f_t = σ(W x_t + U h_{t-1}); h_t = tanh(s_t)")
    assert set(fed_back.states) == {"h", "y"}
    assert set(kept.states) == {"h", "c"}
    weighed = read_plain(
        "Yours", "s_t = f_t s_{t-1} + h_{t-1}; f_t = σ(W x_t + U h_{t-1} + V s_{t-1}); h_t = tanh(s_t)"
    )
    assert weighed.parameters(2, 3) == 3 * (2 + 3 + 3) + 3


def test_a_weight_in_a_call_of_two_values_is_not_taken_apart():
    called = "f = sigmoid(np.dot(Wf, x) + np.dot(Uf, h_prev) + bf)\nh = f * h_prev"
    assert read_plain("Yours", called).parameters(2, 3) == 3 * (2 + 3) + 3


GREFF = next(text for who, _, text in PEOPLE if who.startswith("Greff"))


@pytest.mark.parametrize(
    "slip",
    [
        ("i^t = ", "i'= "),  # a third state, so y is none of the cell's outputs but one more state
        (" + c^{t-1}", "  ^{t-1}"),
    ],
)
def test_a_slip_in_equations_that_call_the_output_y_is_a_remark(slip):
    assert slip[0] in GREFF
    cell = read_plain("Yours", GREFF.replace(*slip))
    assert [remark.text for remark in compare(cell, CELLS["LSTM"])]
