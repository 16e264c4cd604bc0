"""What is typed into a field of each kind is read as it is meant, or refused with a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.drills.field import Field, always
from lstm_core.drills.reading import read, written


def field(kind: str, **facts) -> Field:
    return Field("a", "$a$", always(0), kind=kind, **facts)


@pytest.mark.parametrize(
    "text",
    [
        "0.5; 0.25",
        "0,5; 0,25",
        "0,5 0,25",
        "0.5, 0.25",
        "0.5,0.25",
        "(0.5, 0.25)",
        "[1/2; 1/4]",
        "0.5\n0.25",
        "1/2;2^(-2);",
        "0.5 ,0.25",
        "0,5 , 0,25",
    ],
)
def test_a_vector_may_be_typed_in_many_ways(text):
    assert read(field("vector", size=2), text) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,5; 0,25; 1", (0.5, 0.25, 1)), ("1,0,2", (1, 0, 2)), ("-1 0 −2", (-1, 0, -2)), ("3", (3,)), ("1; 2", (1, 2))],
)
def test_a_vector_keeps_as_many_entries_as_were_typed(text, value):
    assert read(field("vector", size=3), text) == value


@pytest.mark.parametrize(("text", "value"), [("60.000", 60000), ("60,000", 60000), ("5,664", 5664), ("60 000", 60000)])
def test_a_whole_number_may_have_its_thousands_parted(text, value):
    assert read(field("integer"), text) == value
    assert read(field("bytes"), text) == value


def test_a_share_that_may_be_thousands_or_decimals_is_asked_about():
    with pytest.raises(ValueError, match=r"“60\.000” may be 60000 or 60"):
        read(field("number", rtol=0.01), "60.000")
    assert read(field("number", rtol=0.01), "6.579") == 6.579
    assert read(field("number", atol=0.01), "1,234") == 1.234
    assert read(field("number", rtol=0.01, span=(0, 50)), "1,234") == 1.234
    assert read(field("number", rtol=0.01, span=(1000, 9000)), "1,234") == 1234


def test_commas_that_may_be_decimal_or_between_entries_are_asked_about():
    with pytest.raises(ValueError, match="Write ; between the entries"):
        read(field("vector", size=2), "1,5,2,5")


@pytest.mark.parametrize("text", ["20 × 30", "20x30", "(20, 30)", "20,30", "20 30", "[20; 30]", "20*30", "20 X 30"])
def test_a_shape_may_be_typed_in_many_ways(text):
    assert read(field("shape", size=2), text) == (20, 30)


def test_a_column_counts_as_a_vector_where_a_vector_is_meant():
    assert read(field("shape", size=1), "20 × 1") == (20,)
    assert read(field("shape", size=1), "(20,)") == (20,)
    assert read(field("shape", size=2), "20 × 1") == (20, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("409600", 409600),
        ("409.6 kB", 409600),
        ("0,4096MB", 409600),
        ("1.792 MB", 1_792_000),
        ("1,792 MB", 1_792_000),
        ("409.600", 409600),
        ("400 KiB", 409600),
        ("4*100*1024 bytes", 409600),
        ("0.5 GiB", 2**29),
    ],
)
def test_bytes_may_have_a_unit(text, value):
    assert read(field("bytes"), text) == value


@pytest.mark.parametrize("text", ["BAC", "b a c", "B, A, C", "B → A → C", "('B', 'A', 'C')"])
def test_a_sequence_may_be_typed_in_many_ways(text):
    assert read(field("sequence", choices=("A", "B", "C")), text) == ("B", "A", "C")


def test_a_choice_is_read_whatever_its_case():
    assert read(field("choice", choices=("keep", "reset")), "Keep ") == "keep"


@pytest.mark.parametrize(
    ("kind", "text", "complaint"),
    [
        ("number", "  ", "Type an answer first"),
        ("number", "many", "is not a number"),
        ("integer", "2.5", "2.5 is not a whole number"),
        ("integer", "5/2", "2.5 is not a whole number"),
        ("vector", "1; two", "“two” is not a number"),
        ("vector", "1;;2", "Type a number first"),
        ("vector", "()", "Type a number first"),
        ("shape", "H × X", "is not a shape"),
        ("shape", "-3", "is not a shape"),
        ("shape", "()", "is not a shape"),
        ("bytes", "a lot", "is not a number"),
        ("bytes", "1e308 GiB", "too large"),
        ("vector", "1; " * 1000, "at most 400 are read"),
        ("choice", "forget", "“forget” is not offered. Choose one of: A, B."),
        ("sequence", "XYZ", "in the letters A, B"),
        ("sequence", "--", "in the letters A, B"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(kind, text, complaint):
    with pytest.raises(ValueError, match=complaint):
        read(field(kind, size=2, choices=("A", "B")), text)


@given(
    kind=st.sampled_from(["number", "integer", "vector", "shape", "bytes", "choice", "sequence"]),
    text=st.text(max_size=40) | st.text(alphabet="0123456789.,;-()*/ABCxMB ", max_size=40),
)
def test_any_text_is_read_or_refused(kind, text):
    with suppress(ValueError):
        read(field(kind, size=3, choices=("A", "B", "C")), text)


@pytest.mark.parametrize(
    ("asked", "value", "text"),
    [
        (field("number", atol=0.005), -0.12345, "−0.123"),
        (field("number", atol=0.005), -0.00001, "0.000"),
        (field("number", rtol=0.02), 0.00123456, "0.00123"),
        (field("number", rtol=0.02), 123456.0, "123000"),
        (field("integer"), 2480, "2480"),
        (field("vector", atol=0.01, digits=2), (0.5, -1.0), "0.50; −1.00"),
        (field("shape"), (20, 30), "20 × 30"),
        (field("sequence"), ("B", "A"), "B A"),
    ],
)
def test_a_value_is_written_with_the_digits_asked_for(asked, value, text):
    assert written(asked, value) == text
