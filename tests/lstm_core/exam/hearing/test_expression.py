"""Expressions over concepts: near, paired, in order, absent; and nothing of them is executed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.hearing.expression import Answer, expression
from lstm_core.exam.hearing.lexicon import lexicon
from lstm_core.exam.hearing.words import words


def holds(text, answer, language="en"):
    return bool(expression(text)(Answer(words(answer, language), lexicon(language))))


@pytest.mark.parametrize(
    ("text", "answer", "is_there"),
    [
        ("forget_gate & multiply", "the forget gate multiplies it", True),
        ("forget_gate & multiply", "it is multiplied with the forget gate", True),
        ("forget_gate & multiply", "the forget gate is a sigmoid. " + "so " * 20 + "multiply", False),
        ("(forget_gate & multiply)[1]", "the forget gate then slowly multiplies", False),
        ("multiply >> add", "first multiply and then add", True),
        ("multiply >> add", "first add and then multiply", False),
        ("multiply | add", "it is added", True),
        ('"garbage"', "the weights are garbage", True),
        ("gate & ~two", "three gates", True),
        ("gate & ~two", "two gates", False),
        ("vanish and explode", "they vanish. " + "so " * 50 + "they explode", True),
        ("vanish and not explode", "they vanish, they explode", False),
    ],
)
def test_an_operator_means_what_the_docstring_says(text, answer, is_there):
    assert holds(text, answer) == is_there


@pytest.mark.parametrize(
    "answer",
    [
        "1 keeps, 0 deletes",
        "one keeps zero deletes",
        "if it's one everything stays and zero means erased",
        "f=1 -> stays, f=0 -> wiped",
        "it stays at one and is deleted at zero",
    ],
)
def test_a_value_is_paired_with_its_own_effect(answer):
    assert holds("one @ keep", answer)
    assert holds("zero @ delete", answer)
    assert not holds("one @ delete", answer)
    assert not holds("zero @ keep", answer)


def test_a_value_is_paired_in_german_too():
    turned = "wenn da eins steht dann wird vergessen und bei null wird behalten"
    assert holds("one @ delete", turned, "de")
    assert holds("zero @ keep", turned, "de")
    assert not holds("one @ keep", turned, "de")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gate +",
        "no_such_concept",
        "gate + memory",
        "__import__('os')",
        "gate.memory",
        "3",
        "gate < memory",
        "[gate]",
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"no expression|no meaning|no concept"):
        expression(text)


@given(st.text(max_size=400), st.sampled_from(["en", "de"]))
def test_any_answer_at_all_can_be_read(answer, language):
    for match in expression("(gate & memory | one @ keep) & ~two or multiply >> add")(
        Answer(words(answer, language), lexicon(language))
    ):
        assert 0 <= match.start <= match.end
