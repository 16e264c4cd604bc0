"""A point can be ticked: it is one claim in words, it is not in the question, and the model answer makes it."""

import re
from itertools import combinations

import pytest

from lstm_core.exam.bank.bank import questions

LONGEST = 19  # words of a point; a formula counts as one
EMPTY = """
a about after again all also an and are as at be before but by can does each else even every for from get gets give
gives given goes had has have how if in into is it its itself like may more most much must no not now of off on one only
or other out over same say says so some such than that the their them then there these they this those to too two until
up use used was what when where which while who whole will with would you your
"""
EMPTY_WORDS = set(EMPTY.split())
QUESTIONS = [pytest.param(question, id=key) for key, question in questions().items()]


def prose(text):
    """A text without its formulas."""
    return re.sub(r"\$[^$]*\$", " ", text)


def content(text):
    """The words of a text that carry its meaning, cut to what different forms of a word share, and its numbers."""
    words = re.findall(r"[a-zA-Z]+|\d+(?:\.\d+)?", text.lower().replace("\\", " "))
    return {word[:5].rstrip("es") for word in words if word not in EMPTY_WORDS}


def spoken(point):
    """What of a point is words: those outside of its formulas, or all of it if it is little else than a number."""
    return content(prose(point.text))


def asked(question):
    """Each thing that is asked, with its points: the question itself and its follow-ups."""
    return [(one.prompt.en, one.points) for one in (question, *question.follow_ups)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_point_is_one_claim(question):
    for _, points in asked(question):
        for point in points:
            words = re.sub(r"\$[^$]*\$", "x", point.text)
            assert ";" not in words, point.text
            assert not re.search(r"[.?!]\s", words), point.text
            assert len(words.split()) <= LONGEST, point.text
            assert len(re.findall(r"\band\b", words)) <= 1, point.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_point_can_be_said_aloud(question):
    for _, points in asked(question):
        for point in points:
            assert len(content(prose(point.text))) >= 2, f"nothing but a formula: {point.text}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_repeats_the_question_has_not_made_a_point(question):
    for prompt, points in asked(question):
        for point in points:
            new = content(point.text) - content(prompt)
            assert len(new) >= 2 or any(char.isdigit() for char in "".join(new)), f"in the question: {point.text}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_model_answer_makes_every_point(question):
    said = content(question.answer.en)
    for point in question.points:
        wanted = spoken(point)
        assert len(wanted & said) >= 0.6 * len(wanted), f"missing: {point.text} {sorted(wanted - said)}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_follow_up_asks_for_more_than_the_question_did(question):
    for one in question.follow_ups:
        for point in one.points:
            assert not any(alike(point, earlier) for earlier in question.points), point.text


def test_no_point_stands_in_two_questions():
    every = [(question.id, point) for question in questions().values() for point in question.points]
    twice = [(a, b, p.text, q.text) for (a, p), (b, q) in combinations(every, 2) if a != b and alike(p, q)]
    assert twice == []


def alike(point, other):
    """Whether two points share nearly all of their words."""
    one, two = content(point.text), content(other.text)
    return len(one & two) >= 0.7 * len(one | two)
