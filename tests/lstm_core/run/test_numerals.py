"""Numbers are read in every usual spelling, and thousands are told from decimals by what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.run.answers import read_number
from lstm_core.run.numerals import has_two_readings

THOUSANDS = ["60 000", "60\u202f000", "60\u00a0000", "60\u2009000", "60'000", "60’000", "60_000"]


@pytest.mark.parametrize("text", [*THOUSANDS, "60.000,0", "60,000.0", "60000"])
@pytest.mark.parametrize("whole", [True, False])
def test_sixty_thousand_is_read_whatever_is_asked(text, whole):
    assert read_number(text, whole) == 60_000


@pytest.mark.parametrize("text", ["60.000", "60,000"])
def test_three_digits_behind_a_mark_are_thousands_where_a_whole_number_is_asked_for(text):
    assert read_number(text, whole=True) == 60_000
    assert read_number(text) == 60
    assert has_two_readings(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.000,5", 1000.5),
        ("1,000.5", 1000.5),
        ("1,000,000", 1e6),
        ("1.000.000", 1e6),
        ("1 234 567,89", 1234567.89),
        ("5,664*2", 11.328),
        ("2·10⁻³", 0.002),
        ("2 × 10⁴", 20_000),
        ("2x10^-3", 0.002),
        ("10²", 100),
        ("½", 0.5),
        ("1½", 1.5),
        ("1 ¾", 1.75),
        ("≈ 0,5", 0.5),
        ("= 0.5", 0.5),
        ("60\u2005000", 60_000),
        ("2*10 - 3", 17),
        ("-\u202f0,5", -0.5),
        ("-\t0.5", -0.5),
        ("‑0.5", -0.5),
        ("–0,5", -0.5),
        ("- 0.5", -0.5),
        ("－0.5", -0.5),
        ("０．５", 0.5),
        ("1∕4", 0.25),
        ("3∙4", 12),
        ("0,123", 0.123),
        ("1234,567", 1234.567),
        ("4*(10+20)*20", 2400),
        ("4*1 000", 4000),
    ],
)
def test_what_people_write_is_read(text, value):
    assert read_number(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["0.123", "1234,567", "1.5", "1.000,5", "1.000.000", "60 000", "0,5 + 0,25"])
def test_where_one_reading_is_possible_nothing_is_asked(text):
    assert has_two_readings(text) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1.2.3", "several points or commas"),
        ("1,00.5", "several points"),
        ("0.5 0.25", "side by side"),
        ("1 2", "side by side"),
        ("1.5·10-3", "may be a power of 10"),
        ("1.5 × 10−3", "may be a power of 10"),
        ("1 00", "side by side"),
    ],
)
def test_what_is_no_number_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read_number(text)


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u202f", "'"]), st.booleans())
def test_whole_numbers_come_back_from_any_spelling(number, mark, negative):
    text = f"{'−' * negative}{number:,}".replace(",", mark)
    assert read_number(text, whole=True) == (-number if negative else number)


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 4)), st.sampled_from(["en", "de", "fr"]))
def test_decimals_come_back_from_the_spellings_of_three_languages(value, language):
    english = f"{value:,.4f}"
    text = {
        "en": english,
        "de": english.replace(",", " ").replace(".", ",").replace(" ", "."),
        "fr": english.replace(",", "\u202f").replace(".", ","),
    }[language]
    assert read_number(text) == pytest.approx(value, abs=1e-9)
