"""What is heard: a suggestion with its evidence; what is taken back does not count."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.exam.hearing import heard, points_of

KEEPS = Point("A value of 1 keeps the entry.", "S2:30", heard="one @ keep", against="one @ delete | zero @ keep")
EVERY = [
    pytest.param(where, prompt, points, id=where)
    for question in questions().values()
    for where, prompt, points in [
        (question.id, question.prompt, question.points),
        *((one.id, one.prompt, one.points) for one in question.follow_ups),
    ]
]


def one(answer, language="en", point=KEEPS):
    return heard([point], answer, language)[0]


def test_the_evidence_is_the_words_that_speak_for_a_point():
    answer = "well, with one everything stays"
    result = one(answer)
    assert result.ticked
    assert not result.contradicted
    assert "one" in result.evidence
    assert "stays" in result.evidence
    assert [answer[start:end] for start, end in result.spans] == ["one", "stays"]


def test_a_contradiction_is_no_tick_and_shows_its_words():
    result = one("with one it is deleted")
    assert (result.ticked, result.contradicted) == (False, True)
    assert "deleted" in result.evidence


@pytest.mark.parametrize(
    ("answer", "ticked", "contradicted"),
    [
        ("one deletes, no wait, one keeps", True, False),
        ("one keeps, no wait, one deletes", False, True),
        ("one deletes and one keeps", False, True),
        ("one keeps zero deletes, no the other way round", False, True),
        ("eins löscht, quatsch, eins behält", True, False),
        ("eins behält null löscht, nein umgekehrt", False, True),
    ],
)
def test_after_a_correction_the_last_word_counts(answer, ticked, contradicted):
    language = "de" if "eins" in answer else "en"
    result = one(answer, language)
    assert (result.ticked, result.contradicted) == (ticked, contradicted)


@given(st.text(max_size=500), st.sampled_from(["en", "de"]))
def test_whatever_is_said_there_is_one_result_for_each_point_and_never_both(answer, language):
    results = heard([KEEPS, KEEPS], answer, language)
    assert len(results) == 2
    assert not any(result.ticked and result.contradicted for result in results)


@pytest.mark.parametrize("answer", ["", "   ", "🙂🙂🙂", "\\frac{", "$$$", "\x00", "ㅋㅋㅋ"])
def test_what_says_nothing_makes_no_point(answer):
    assert not one(answer).ticked


def test_a_point_without_an_expression_is_never_heard():
    assert not one("one keeps", point=Point("x", "S2:30")).ticked


def test_points_are_those_of_a_question_or_of_a_follow_up():
    asked = questions()["E01"]
    assert points_of("E01") == asked.points
    assert points_of("E01", 0) == asked.follow_ups[0].points
    with pytest.raises(ValueError, match="no question 'X99'"):
        points_of("X99")
    with pytest.raises(ValueError, match="E01 has follow-ups 0 to"):
        points_of("E01", 99)


@pytest.mark.parametrize(("where", "prompt", "points"), EVERY)
def test_a_rule_hears_its_own_point_and_not_its_twin_nor_the_question(where, prompt, points):
    for k, point in enumerate(points, 1):
        if not point.heard:
            continue
        for language in ("en", "de") if point.de else ("en",):
            assert heard([point], point.wording[language], language)[0].ticked, (where, k, language)
            assert not heard([point], prompt[language], language)[0].ticked, (where, k, language)
            if point.twin and (language == "en" or point.twin.de):
                assert not heard([point], point.twin[language], language)[0].ticked, (where, k, language)


def test_ten_thousand_characters_of_notes_are_read_in_a_moment():
    points = [point for question in list(questions().values())[:5] for point in question.points] + [KEEPS]
    answer = ("the forget gate is one and keeps the memory, but zero deletes it; then we add the candidate. " * 120)[
        :10_000
    ]
    heard(points, answer, "en")
    began = time.process_time()
    heard(points, answer, "en")
    assert time.process_time() - began < 1  # a runaway search would take minutes
