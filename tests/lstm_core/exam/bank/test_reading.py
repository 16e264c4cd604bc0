"""A bank of one's own can be read; what is wrong in it is said with file, question and line."""

import re
from dataclasses import replace

import pytest

from lstm_core.exam.bank.bank import differences, questions, topics

POINT = """[[{table}]]
en = "{en}"
de = "{de}"
cite = "{cite}"
twin.en = "no {en}"
twin.de = "kein {de}"
why.en = "It is."
why.de = "Doch."
"""
FIRST, SECOND, THIRD = (
    POINT.format(table="A01.points", en=en, de=de, cite=cite)
    for en, de, cite in [("one", "eins", "S0:3"), ("two", "zwei", "S0:4"), ("three", "drei", "Elman 1990")]
)
GOOD = f"""
title = "A topic"
german = "Ein Thema"
lesson = 1

[A01]
level = 1
kind = "explain"
prompt.en = "What?"
prompt.de = "Was?"
answer.en = "This. And that."
answer.de = "Dies. Und das."
hints = [{{ en = "vague", de = "vage" }}, {{ en = "strong", de = "stark" }}]
terms = [["state", "Zustand"]]

{FIRST}
{SECOND}
{THIRD}
[[A01.follow_ups]]
point = 1
prompt.en = "Why?"
prompt.de = "Warum?"

{POINT.format(table="A01.follow_ups.points", en="because", de="weil", cite="S0:5")}"""


@pytest.fixture
def reading(tmp_path):
    def write(text, name="topic"):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    yield write
    questions.cache_clear()
    topics.cache_clear()


def test_a_bank_of_ones_own_can_be_read(reading):
    made = questions(reading(GOOD))["A01"]
    assert (made.topic, made.level, made.points[2].cite) == ("topic", 1, "Elman 1990")
    assert made.follow_ups[0].id == "A01+1"


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("S0:3", "S0:99", "topic.toml, A01, line 16: lecture S0 has lines 1 to 61"),
        ("Elman 1990", "Nobody 1999", "topic.toml, A01, line 34: 'Nobody 1999' is not a source we have"),
        ("S0:5", "S0:99", "topic.toml, A01, A01+1, line 48: lecture S0 has lines 1 to 61"),
        (FIRST, "", "topic.toml, A01: a question has three points or more, not 2"),
        ('cite = "S0:4"', "", "topic.toml, A01, line 25: cite must be there"),
        ('twin.en = "no two"\ntwin.de = "kein zwei"', "", "topic.toml, A01, line 25: twin must be there"),
        ('de = "zwei"', "", "topic.toml, A01, line 25: de must be there"),
        ('why.en = "It is."\nwhy.de = "Doch."', 'why = "no"', "line 16: a text is a table with en and de, not 'no'"),
        ('why.de = "Doch."', "", "topic.toml, A01, line 16: de must be there"),
        ('prompt.en = "What?"', "", "topic.toml, A01: en must be there"),
        ('{ en = "vague", de = "vage" }, ', "", "topic.toml, A01: a question has two or three hints, not 1"),
        ("point = 1", "point = 4", "topic.toml, A01: A01+1 digs into point 4, which is not there"),
        ("point = 1", "", "topic.toml, A01, A01+1: point must be there"),
        ("level = 1", "level = 7", "topic.toml, A01: level is 1, 2 or 3, not 7"),
        ("level = 1", "", "topic.toml, A01: level must be there"),
        ('"explain"', '"sing"', "topic.toml, A01: kind is one of explain, draw"),
        ('"explain"', '"draw"\ndraw = "Transformer"', "topic.toml, A01: there is no cell 'Transformer' to draw"),
        ('"explain"', '"explain"\ndraw = "LSTM"', "a cell is drawn only where kind is draw"),
        ('"explain"', '"explain"\ndiffers = ["D99"]', "topic.toml, A01: there is no card D99"),
        ('"explain"', '"explain"\ncolour = "red"', "topic.toml, A01: nothing reads colour"),
        ("lesson = 1", "", "topic.toml: lesson must be there"),
        ("[A01]", "[A01", "topic.toml cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_id(reading, was, becomes, words):
    assert was in GOOD
    with pytest.raises(ValueError, match=re.escape(words)):
        questions(reading(GOOD.replace(was, becomes, 1)))


NUMBER = '[[A01.numbers]]\ncounts = "N10.27.f"\npoint = 2\nlabel.en = "f"\nlabel.de = "f"\n\n'
WITH_NUMBER = GOOD.replace("[[A01.follow_ups]]", f"{NUMBER}[[A01.follow_ups]]", 1)


def test_a_number_that_is_checked_is_read(reading):
    [number] = questions(reading(WITH_NUMBER))["A01"].numbers
    assert (number.key, number.field.name, number.point) == ("N10", "f", 2)


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("N10.27.f", "N99.27.f", "there is no drill N99"),
        ("N10.27.f", "N10.27.g", "N10 asks for no number g here, but for f, b"),
        ("N10.27.f", "N03", "counts is a drill, a seed and a field, such as N09.74.half_life, not 'N03'"),
        ("N10.27.f", "N05.3.memory", "N05 asks for no number memory here"),
        ("point = 2", "", "point must be there"),
        ('label.de = "f"', "", "de must be there"),
    ],
)
def test_a_number_that_no_drill_has_is_refused_with_file_and_line(reading, was, becomes, words):
    line = WITH_NUMBER[: WITH_NUMBER.index("[[A01.numbers]]")].count("\n") + 1
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        questions(reading(WITH_NUMBER.replace(was, becomes, 1)))
    assert f"topic.toml, A01, line {line}" in str(caught.value)


def test_a_number_for_a_point_that_is_not_there_is_refused(reading):
    with pytest.raises(ValueError, match=re.escape("N10.27.f makes point 9, which is not there")):
        questions(reading(WITH_NUMBER.replace("point = 2", "point = 9", 1)))


def test_two_files_cannot_share_an_id(reading):
    reading(GOOD)
    with pytest.raises(ValueError, match="A01: this id is taken by another file"):
        questions(reading(GOOD, "other"))


def test_a_file_without_questions_is_refused(reading):
    with pytest.raises(ValueError, match=re.escape("topic.toml has no questions")):
        questions(reading('title = "A"\ngerman = "B"\nlesson = 1'))


def test_a_card_without_sources_is_refused(tmp_path):
    file = tmp_path / "cards.toml"
    texts = "\n".join(f'{name} = {{ en = "a", de = "b" }}' for name in ("title", "says", "teach"))
    file.write_text(f"[D1]\n{texts}\ncites = []", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("cards.toml, D1: cites is empty")):
        differences(file)


def test_a_question_cannot_be_made_wrong_by_hand_either():
    with pytest.raises(ValueError, match="three points"):
        replace(questions()["E01"], points=())
