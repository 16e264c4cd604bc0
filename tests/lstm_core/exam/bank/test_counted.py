"""Numbers that a question asks for are those of a drill, and are checked as it checks them, in both languages."""

import math
import re
from collections.abc import Mapping

import pytest

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.numbers import mark_numbers
from lstm_core.exam.mock_exam import DRAWING, OPENING, Answer, exam, marks, next_prompt, prompt, statements, total

PROMPTS = [prompt(key) for one in questions().values() for key in (one.id, *(dig.id for dig in one.follow_ups))]
COUNTED = [one for one in PROMPTS if one.numbers]
RIGHT = {  # worked out by hand
    "F05": {2: math.log(0.5) / math.log(0.9), 3: 0.5 ** (1 / 20)},
    "F05+1": {1: 3.345},
    "F05+2": {1: 0.9**13},
    "B04+2": {1: 620},
    "E13+1": {1: 2480, 2: 2560},
    "B09+1": {1: 21},
    "C06": {3: 0.25},
    "C08": {1: "0,762; 0,363; 0,180", 3: "0; 0,0575; 0,0632", 4: 0.1207},
}


def typed(asked, values):
    return {one.counts: str(values[one.point]) for one in asked.numbers if one.point in values}


def test_questions_of_at_least_three_topics_have_numbers_to_be_checked():
    assert {one.id for one in COUNTED} == RIGHT.keys()
    assert len({one.topic for one in COUNTED} & topics().keys()) >= 3


@pytest.mark.parametrize("asked", COUNTED, ids=lambda one: one.id)
def test_the_right_number_is_right_and_twice_as_much_is_wrong(asked):
    right = RIGHT[asked.id]
    assert mark_numbers(asked.numbers, typed(asked, right)) == dict.fromkeys(right, True)
    wrong = {point: 2 * value for point, value in right.items() if isinstance(value, int | float)}
    assert mark_numbers(asked.numbers, typed(asked, wrong)) == dict.fromkeys(wrong, False)


def test_fractions_and_either_sign_of_decimals_are_read():
    asked = prompt("C06")
    for text in ("0.25", "0,25", "1/4", "5/20", " .25 "):
        assert mark_numbers(asked.numbers, {"N17.151.share": text}) == {3: True}


def test_a_number_that_follows_from_an_own_wrong_one_is_right():
    own = {"N15.97.h": "0.762; 0.363; 0.180", "N15.97.terms": "0; 0.0575; 0.1", "N15.97.sum": "0.1575"}
    assert mark_numbers(prompt("C08").numbers, own) == {1: True, 3: False, 4: True}


def test_what_is_left_empty_is_not_marked_and_what_cannot_be_read_gets_a_sentence_in_both_languages():
    numbers = prompt("F05").numbers
    assert mark_numbers(numbers, {"N10.27.f": "  "}) == {}
    with pytest.raises(ValueError, match="is not a number") as caught:
        mark_numbers(numbers, {"N10.27.f": "about one"})
    assert "ist keine Zahl" in caught.value.wording.de


@pytest.mark.parametrize("asked", COUNTED, ids=lambda one: one.id)
def test_the_drill_has_the_numbers_that_the_question_names(asked):
    for language in ("en", "de"):
        said = f"{questions()[asked.root].prompt[language]} {asked.wording[language]}".replace("{,}", ".")
        known = {float(text.replace(",", ".")) for text in re.findall(r"\d+(?:[.,]\d+)?", said)}
        known |= {float(n) for n, word in enumerate(("one", "two", "three"), 1) if word in said.lower()}
        known |= {float(n) for n, word in enumerate(("eine ", "zwei", "drei"), 1) if word in said.lower()}
        for one in asked.numbers:
            assert needed(one.drill.given) & known, f"{one.counts} is about other numbers"


def needed(given: Mapping):
    """The numbers that a drill gives."""
    values = [entry for value in given.values() for entry in (value if isinstance(value, tuple) else (value,))]
    return {float(value) for value in values}


PLAN = exam(1)


def test_a_right_number_is_counted_as_checked_and_the_rest_as_ticked():
    answer = Answer("F05", frozenset({1, 2}), counted=frozenset({2, 3}))
    whole = total(marks(PLAN, [answer]))
    assert (whole.got, whole.possible) == (pytest.approx(2), 3)
    assert (whole.checked_got, whole.checked_possible) == (1, 2)
    assert (whole.hits, whole.lists) == (1, 1)
    alone = total(marks(PLAN, [Answer("B04+2", frozenset({1}), counted=frozenset({1}))]))
    assert (alone.got, alone.checked_got, alone.lists) == (1, 1, 0)


def test_a_twin_that_was_ticked_does_not_cost_a_number():
    assert Answer("F05", frozenset({2}), fooled=frozenset({1}), counted=frozenset({2})).share == pytest.approx(1 / 3)


def test_what_was_counted_is_not_in_the_list():
    lines = statements("F05", prompt("F05").points, 1, counted=[2, 3])
    assert {line.point for line in lines} == {1}
    assert {line.true for line in lines} == {True, False}


def test_a_wrong_number_is_dug_into():
    begun = [Answer(OPENING, seconds=200), Answer(DRAWING, checked=1.0, seconds=60), Answer("E01+1", seconds=10)]
    begun += [Answer("E02", frozenset({1, 2, 3}), seconds=60), Answer("E02+1", frozenset({1}), seconds=20)]
    for wrong in (2, 3):
        answer = Answer("F05", frozenset({1, 2, 3} - {wrong}), counted=frozenset({2, 3}), seconds=60)
        dig = next_prompt(exam(1, ["inside"]), [*begun, answer])
        assert dig.digs == prompt("F05").points[wrong - 1]
