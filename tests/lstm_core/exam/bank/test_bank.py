"""The question bank is whole, sourced and readable."""

import re
from collections import Counter

import pytest

from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.bank import differences, questions, topics
from lstm_core.figure.explain import cite
from tests.lstm_core.exam.bank.examples import points, texts

# How many questions stand under each letter: an id once given is never taken away, since logs refer to it.
COUNTS = {
    "A": 6,
    "B": 9,
    "C": 9,
    "D": 9,
    "E": 15,
    "F": 9,
    "G": 8,
    "H": 7,
    "I": 7,
    "J": 6,
    "K": 3,
    "L": 10,
    "M": 8,
    "P": 8,
    "Q": 10,
    "R": 5,
}
SPOKEN = {"S0": 50, "S1": 103, "S2": 50, "S3": 50, "S4": 117}  # after these lines comes what the portals add
ADDED = {"S1:128", "S3:62"}  # of which only the tags and the description of a course are cited
QUESTIONS = [pytest.param(question, id=key) for key, question in questions().items()]
CARDS = [pytest.param(card, id=key) for key, card in differences().items()]


def sentences(text):
    """The sentences of a text; a formula counts as a word."""
    return [part for part in re.split(r"(?<=[.?!:;])\s+", re.sub(r"\$[^$]*\$", "x", text)) if part]


def check_typeset(text):
    assert text.count("$") % 2 == 0
    assert text.count("{") == text.count("}")
    for formula in re.findall(r"\$([^$]*)\$", text):
        assert formula == formula.strip() != ""
        assert not re.search(r"[\t\x07\x08\x0b\x0c]", formula), "a backslash was lost"
    outside = re.sub(r"return_sequences", "", re.sub(r"\$[^$]*\$", "", text))
    assert not re.search(r"[\\_^]", outside), "LaTeX outside of a formula"


def test_all_questions_are_there_under_ids_that_stay():
    wanted = {f"{letter}{k:02}" for letter, many in COUNTS.items() for k in range(1, many + 1)}
    assert questions().keys() == wanted


def test_every_topic_has_questions_a_german_title_and_a_lesson():
    asked = Counter(question.topic for question in questions().values())
    assert asked.keys() == topics().keys()
    for topic in topics().values():
        assert asked[topic.key] >= 2
        assert topic.german != topic.title
        assert topic.lesson in {lesson.number for lesson in lessons().values()}


def test_every_lesson_has_a_topic():
    assert {topic.lesson for topic in topics().values()} == {lesson.number for lesson in lessons().values()}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_complete(question):
    assert len(question.points) >= 3
    assert 2 <= len(question.hints) <= 3
    assert question.follow_ups
    assert question.terms
    assert all(len(pair) == 2 and all(pair) for pair in question.terms)
    assert 2 <= len(sentences(question.answer.en)) <= 8


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_asked_in_both_languages(question):
    for asked in (question, *question.follow_ups):
        assert asked.prompt.de[-1] in "?."
        assert asked.prompt.en[-1] in "?."
        assert asked.prompt.de != asked.prompt.en
        assert not re.search(r"\b(the|and|what|which|your|how)\b", asked.prompt.de)


@pytest.mark.parametrize("question", QUESTIONS)
def test_sentences_are_short_and_formulas_closed(question):
    for text in texts(question):
        check_typeset(text)
        assert all(len(sentence.split()) <= 30 for sentence in sentences(text)), text


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_point_can_be_looked_up_in_what_was_really_said(question):
    for point in points(question):
        assert re.search(r"\((19|20)\d\d\)", cite(point.cite)), point.cite
        if match := re.fullmatch(r"(S\d):(\d+)(?:-(\d+))?", point.cite):
            assert point.cite in ADDED or int(match[3] or match[2]) <= SPOKEN[match[1]], point.cite


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_follow_up_digs_into_a_point_of_its_question(question):
    assert [one.id for one in question.follow_ups] == [
        f"{question.id}+{k}" for k in range(1, len(question.follow_ups) + 1)
    ]
    assert all(1 <= one.point <= len(question.points) for one in question.follow_ups)


def test_nothing_is_asked_twice():
    every = [one for question in questions().values() for one in (question, *question.follow_ups)]
    asked = [text for one in every for text in (one.prompt.en, one.prompt.de)]
    assert not [text for text, times in Counter(asked).items() if times > 1]


def test_the_cells_that_can_be_drawn_are_three_and_we_have_them():
    drawn = {question.draw for question in questions().values() if question.draw}
    assert drawn == {"Elman", "LSTM", "GRU"}
    assert drawn <= CELLS.keys()


def test_there_are_17_cards_on_what_differs():
    assert list(differences()) == [f"D{k}" for k in range(1, 18)]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_says_what_the_sources_say_and_what_to_say(card):
    assert len(card.cites) >= 2
    assert any(re.match(r"S\d:", reference) for reference in card.cites) or card.id == "D15"  # GRU: no transcript
    assert len(card.title.en.split()) <= 8
    for text in (card.title.en, card.title.de, card.says.en, card.says.de, card.teach.en, card.teach.de):
        check_typeset(text)
        assert all(len(sentence.split()) <= 30 for sentence in sentences(text)), text
    for reference in card.cites:
        assert cite(reference)


def test_every_card_belongs_to_a_question():
    assert {card for question in questions().values() for card in question.differs} == differences().keys()
