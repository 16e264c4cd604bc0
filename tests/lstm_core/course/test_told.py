"""Every point of the bank leads to where the course tells it: a paragraph that cites the same, or the lesson."""

import re
from collections import Counter

from lstm_core.course.lessons import lessons
from lstm_core.course.told import cards_about, told
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.findings import findings

POINTS = [
    (point, one.topic)
    for one in questions().values()
    for point in (*one.points, *(point for dig in one.follow_ups for point in dig.points))
]
POINTS += [(point, one.topic) for one in findings().values() for point in one.points]


def cited(references):
    """Every line and every paper that references name, read without our reader."""
    found = set()
    for reference in references:
        reference = reference.removeprefix("follows from ")
        line = re.match(r"(S\d):(\d+)-?(\d*)$", reference)
        if line:
            found |= {(line[1], number) for number in range(int(line[2]), int(line[3] or line[2]) + 1)}
        else:
            found.add(reference)
    return found


CITED = {lesson.key: [cited(one.cites) for one in lesson.paragraphs] for lesson in lessons().values()}


def test_a_point_leads_to_a_paragraph_that_cites_what_it_cites_or_to_its_lesson_if_none_does():
    for point, topic in POINTS:
        place, wanted = told(point, topic), cited([point.cite])
        if place.paragraph:
            assert wanted & CITED[place.lesson.key][place.paragraph - 1], point.en
        else:
            assert not any(wanted & there for course in CITED.values() for there in course), point.en


def test_the_lesson_of_the_topic_comes_first():
    for point, topic in POINTS:
        home = next(one for one in lessons().values() if one.number == topics()[topic].lesson)
        if any(cited([point.cite]) & there for there in CITED[home.key]):
            assert told(point, topic).lesson is home


def test_most_points_have_a_paragraph_of_their_own():
    kinds = Counter(bool(told(point, topic).paragraph) for point, topic in POINTS)
    assert kinds[True] >= 0.8 * len(POINTS), kinds


def test_of_several_paragraphs_the_one_that_speaks_of_the_point_is_opened():
    keeps = next(p for p in questions()["E04"].points if "forget" in p.en.lower() or "keep" in p.en.lower())
    place = told(keeps, "lstm")
    text = " ".join(part for part in place.lesson.paragraphs[place.paragraph - 1].parts if isinstance(part, str))
    assert "forget gate" in text


def test_a_paragraph_has_the_cards_of_the_questions_whose_points_it_tells_and_of_no_others():
    found = {(card, *place) for place, cards in cards_about().items() for card in cards if card.startswith("question")}
    asked = {
        (f"question {one.id}", told(point, one.topic).lesson.key, told(point, one.topic).paragraph)
        for one in questions().values()
        for point in one.points
    }
    assert found == asked
    assert {card for card, *_ in found} == {f"question {key}" for key in questions()}


def test_where_sources_disagree_is_asked_about_in_the_lessons_that_name_it():
    found = {(card.removeprefix("differs "), lesson) for (lesson, _), cards in cards_about().items()
             for card in cards if card.startswith("differs")}  # fmt: skip
    assert found == {(key, lesson.key) for lesson in lessons().values() for key in lesson.differs}
