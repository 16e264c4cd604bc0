"""What is heard: a suggestion with its evidence; what is taken back does not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.exam.hearing import heard, points_of
from lstm_core.prose.wording import Wording
from tests.pace import pace, seconds

ANY = Wording("any", "irgendeiner")
KEEPS = Point(
    "A value of 1 keeps the entry.",
    "S2:30",
    "Eine 1 behält den Eintrag.",
    ANY,
    ANY,
    heard="one @ keep",
    against="one @ delete | zero @ keep",
)
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
    assert not one("one keeps", point=Point("x", "S2:30", "x", ANY, ANY)).ticked


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
        for language in ("en", "de"):
            assert heard([point], point.wording[language], language)[0].ticked, (where, k, language)
            assert not heard([point], prompt[language], language)[0].ticked, (where, k, language)
            assert not heard([point], point.twin[language], language)[0].ticked, (where, k, language)


def test_ten_thousand_characters_of_notes_are_read_in_a_moment():
    points = [point for question in list(questions().values())[:5] for point in question.points] + [KEEPS]
    answer = ("the forget gate is one and keeps the memory, but zero deletes it; then we add the candidate. " * 120)[
        :10_000
    ]
    heard(points, answer, "en")
    assert seconds(lambda: heard(points, answer, "en")) < 100 * pace()  # a runaway search would take minutes


@pytest.mark.parametrize(
    ("answer", "ticked", "contradicted"),
    [
        ("one keeps, no, that's wrong", False, False),
        ("one keeps... no: it is something else", False, False),
        ("mit eins bleibt alles, nein, verrechnet", False, False),
        ("one deletes, no, that's wrong: one keeps", True, False),
        ("one deletes, oops", False, False),
        ("zwei Zustände, und bei eins bleibt es, ach nein, andersrum", False, True),
    ],
)
def test_what_is_taken_back_at_once_is_neither_said_nor_denied(answer, ticked, contradicted):
    result = one(answer, "de" if "eins" in answer else "en")
    assert (result.ticked, result.contradicted) == (ticked, contradicted)


@pytest.mark.parametrize("opening", ["some people say", "you might think", "it is not true that", "a common mistake:"])
def test_what_is_said_of_others_is_no_claim_of_ones_own(opening):
    assert not one(f"{opening} one keeps").ticked
    assert not one(f"{opening} one deletes").contradicted
    assert one(f"{opening} one deletes, but one keeps it").ticked


def test_what_others_say_ends_with_their_sentence():
    assert one("Some say so. With one it stays.").ticked


@pytest.mark.parametrize("answer", ["with one it is not kept", "eins wird nicht behalten", "one doesn't keep anything"])
def test_not_right_before_a_word_denies_it(answer):
    assert not one(answer, "de" if "eins" in answer else "en").ticked


def test_not_that_is_one_of_the_words_asked_for_denies_nothing():
    assert one("there is no matrix", point=Point("x", "S2:30", "x", ANY, ANY, heard='"no" & matrix')).ticked
    assert one("it does not multiply", point=Point("x", "S2:30", "x", ANY, ANY, heard='"not" & multiply')).ticked


def test_no_before_a_correction_is_not_a_word_of_a_contradiction():
    point = Point("x", "S2:30", "x", ANY, ANY, heard="add", against="(no >> add)[2]")
    assert one("they are multiplied, no, added", point=point).ticked
    assert one("there is no adding", point=point).contradicted


def test_only_what_was_said_just_before_is_turned_round():
    point = Point("x", "S2:30", "x", ANY, ANY, heard="between_zero_and_one")
    answer = "it lies between 0 and 1, and if it is one then all that was there is forgotten, no, the other way round"
    assert one(answer, point=point).ticked


@pytest.mark.parametrize("answer", ["1: keep, 0: delete", "one (kept), zero (deleted)", "1 ... keeps it"])
def test_a_colon_and_a_bracket_bind_a_value_to_its_effect(answer):
    assert one(answer).ticked == ("..." not in answer)
    assert not one(answer).contradicted


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("it is not at the one that it keeps", "en"),
        ("nicht bei der Eins bleibt es", "de"),
    ],
)
def test_not_denies_over_articles_and_prepositions(answer, language):
    assert not one(answer, language).ticked


def test_not_before_small_words_denies_no_more_than_the_next_word():
    assert one("it is not the zero: one keeps").ticked


def test_key_words_in_a_row_say_nothing_of_what_they_have_to_do_with_each_other():
    point = Point("x", "S2:30", "x", ANY, ANY, heard="forget_gate & multiply")
    assert not one("sigmoid, forget gate, multiply, tanh, memory, sum", point=point).ticked
    assert one("sigmoid, forget gate, tanh. The forget gate, of course, multiplies", point=point).ticked
    assert one("forget gate, multiply", point=point).ticked  # two are no list


def test_a_list_of_names_makes_the_point_that_asks_for_names():
    point = Point("x", "S2:30", "x", ANY, ANY, heard="forget_gate & input_gate")
    assert one("sigmoid, forget gate, input gate, tanh, memory, sum", point=point).ticked


def test_a_typed_list_of_key_words_makes_nothing_of_the_drawing_but_the_names():
    answer = "cell state, forget gate, multiplication, addition, input gate, candidate, tanh, output gate, branch"
    ticked = [k for k, each in enumerate(heard(points_of("E01"), answer, "en"), 1) if each.ticked]
    assert ticked == [9]
