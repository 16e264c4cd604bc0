"""LaTeX, numbers and rows as plain text: just what a reader sees, and tables that Markdown reads."""

import pytest

from lstm_core.prose.text import (
    ascii_minus,
    decimal,
    letter_and_index,
    markdown_table,
    plain_letters,
    plain_text,
    short_decimal,
    true_minus,
    typed_text,
    without_time,
)

TILDE = "\u0303"


@pytest.mark.parametrize(
    ("latex", "read", "typed"),
    [
        (r"\tilde{C}_t", f"C{TILDE}ₜ", "C~_t"),
        (r"f_t \odot C_{t-1}", "fₜ × Cₜ₋₁", "f_t * C_{t-1}"),
        (
            r"\sigma(W_{f} \cdot [h_{t-1}, x_t] + b_{f})",
            "σ(W_f cdot [hₜ₋₁, xₜ] + b_f)",
            "σ(W_f · [h_{t-1}, x_t] + b_f)",
        ),
        (r"\mathrm{keep}_t", "keepₜ", "keep_t"),
        (r"\tanh(C_t)", "tanh(Cₜ)", "tanh(C_t)"),
    ],
)
def test_a_formula_is_read_and_typed_in_plain_signs(latex, read, typed):
    assert (plain_text(latex), typed_text(latex)) == (read, typed)


def test_a_sentence_loses_its_dollars():
    assert plain_text(r"Lead $\tilde{C}_t$ into the ×.") == f"Lead C{TILDE}ₜ into the ×."


@pytest.mark.parametrize(
    ("symbol", "letter", "index"),
    [
        ("C_t", "C", "t"),
        ("h_{t-1}", "h", "t-1"),
        (r"\tilde{C}_t", f"C{TILDE}", "t"),
        (r"\mathrm{my gate}_t", "my gate", "t"),
        ("", "", ""),
    ],
)
def test_a_symbol_has_a_letter_and_an_index(symbol, letter, index):
    assert letter_and_index(symbol) == (letter, index)
    assert plain_letters(without_time(symbol)) == letter


def test_only_the_index_of_time_is_taken_away():
    assert without_time("C_t") == without_time("C_{t-1}") == "C"
    assert without_time("W_{xf}") == "W_{xf}"


@pytest.mark.parametrize(
    ("value", "text", "short"),
    [(-1.005, "−1.00", "−1.00"), (0.0, "0.00", "0"), (-0.001, "−0.00", "0"), (2, "2.00", "2.00")],
)
def test_numbers_have_a_true_minus(value, text, short):
    assert (decimal(value), short_decimal(value)) == (text, short)


def test_a_minus_goes_both_ways():
    assert float(ascii_minus(true_minus("-0.5"))) == -0.5
    assert decimal(-2.5, 0) == "−2"


def test_a_table_has_a_head_a_ruler_and_its_rows():
    assert markdown_table(["Name", "Value"], [("a", 1), ("b", 2.5)], "lr").splitlines() == [
        "| Name | Value |",
        "|:--|--:|",
        "| a | 1 |",
        "| b | 2.5 |",
    ]


def test_the_last_alignment_holds_for_the_columns_that_follow():
    assert markdown_table(["", "f", "i", "o"], [], "lr").splitlines() == ["| | f | i | o |", "|:--|--:|--:|--:|"]
    assert markdown_table(["k", 1, 2], []).splitlines()[1] == "|:--|:--|:--|"
    assert markdown_table(["Task", "Seconds"], [], "-r").splitlines()[1] == "|---|--:|"
