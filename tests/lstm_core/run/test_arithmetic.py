"""Arithmetic as learners type it: what is understood, and what is refused with a sentence, at once."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.run.answers import mark, read_number
from lstm_core.run.arithmetic import LONGEST, worked_out
from tests.pace import pace, seconds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ln(.5)/ln(.9)", 6.578813),
        ("ln(,5) / ln(0,9)", 6.578813),
        ("4*(10+20)*20", 2400),
        ("4 · (10 + 20) × 20", 2400),
        ("1/3", 1 / 3),
        ("1 : 3", 1 / 3),
        ("exp(-1)", math.exp(-1)),
        ("e^-1", math.exp(-1)),
        ("2^10", 1024),
        ("2**10", 1024),
        ("2^-1/20", 0.025),
        ("2^(-1/20)", 0.965936),
        ("−2^2", -4),
        ("2^3^2", 512),
        ("σ(1)", 0.731059),
        ("sigmoid(0)", 0.5),
        ("Tanh(0.5)", 0.462117),
        ("sqrt(2)", math.sqrt(2)),
        ("log2(8)", 3),
        ("1.5e-3", 0.0015),
        ("2E3*2", 4000),
        ("0.1 + 0,2", 0.3),
        ("-(3 - 5)", 2),
        ("007 + 1", 8),
        (" 0,62 ", 0.62),
        ("1 000", 1000),
        ("−0.5", -0.5),
    ],
)
def test_arithmetic_is_understood(text, value):
    assert read_number(text) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Type a number first"),
        ("abc", "“abc” is not a number"),
        ("x + 1", "is not a number"),
        ("nan", "is not a number"),
        ("inf", "is not a number"),
        ("__import__('os')", "is not a number"),
        ("(1).real", "is not a number"),
        ("[1][0]", "is not a number"),
        ("1 if 1 else 2", "is not a number"),
        ("'a'*9", "is not a number"),
        ("1j", "is not a number"),
        ("1 < 2", "is not a number"),
        ("10 % 3", "is not a number"),
        ("1//2", "cannot be worked out. Check"),
        ("(1 + 2", "cannot be worked out. Check"),
        ("1 +", "cannot be worked out. Check"),
        ("*", "cannot be worked out. Check"),
        ("()", "cannot be worked out. Check"),
        ("ln", "cannot be worked out. Check"),
        ("exp()", "cannot be worked out. Check"),
        ("2(3)", "two numbers side by side"),
        ("2 ln(3)", "two numbers side by side"),
        ("2 e", "two numbers side by side"),
        ("e2", "is not a number"),
        ("1.2.3", "several points or commas"),
        ("(1)(2)", "two numbers side by side"),
        ("1/0", "divides by zero"),
        ("0^-1", "a power of 0 and -1 is not defined"),
        ("(-8)^(1/3)", "is not defined"),
        ("ln(0)", "ln of 0 is not defined"),
        ("sqrt(-1)", "sqrt of -1 is not defined"),
        ("9**9**9", "too large"),
        ("9^9^9^9^9", "too large"),
        ("exp(1000)", "too large"),
        ("1e400", "too large"),
        ("1e400 - 1e400", "too large"),
        ("1e308*10", "too large"),
        ("9" * 400, "too large"),
        ("1+" * 100 + "1", f"at most {LONGEST} are read"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(text, complaint):
    with pytest.raises(ValueError, match=complaint) as refused:
        read_number(text)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["9**9**9**9**9", "(" * 60 + "1" + ")" * 59, "-" * 119 + "1", "2^" * 59 + "2", "ln(" * 30 + "2"]
)
def test_nothing_takes_long(text):
    def work():
        with suppress(ValueError):
            worked_out(text)

    assert seconds(work) < 20 * pace()


@given(st.text(alphabet="0123456789.,+-*/^() elnxpσ×−", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text):
    with suppress(ValueError):
        assert math.isfinite(read_number(text))


@given(st.floats(-1e6, 1e6, allow_subnormal=False))
def test_a_number_is_read_as_it_is_printed(value):
    assert read_number(f"{value:.6f}") == float(f"{value:.6f}")
    assert read_number(f"{value!r}*1") == value


def test_an_expression_can_be_marked():
    assert mark("σ(1)", 0.731).right
    assert not mark("tanh(1)", 0.731).right
