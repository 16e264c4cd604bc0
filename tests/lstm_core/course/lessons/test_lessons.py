"""Lessons are read with all they refer to checked; what is wrong in one is said with file and place."""

import importlib.util
import re

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.course.lessons import Derived, cell_of, lessons
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.course.lessons.lesson import EXPERIMENT
from lstm_core.prose import read
from lstm_core.tasks import PROBES
from lstm_core.training.pretrained import shipped_net

ALL = lessons()
HEAD = """+++
key = "one"
number = 1
chapter = "why"
title = "One"
german = "Eins"
minutes = 5
cell = "LSTM"
able = ["Say it."]
questions = ["A01", "B02", "C03"]
differs = ["D1"]
[predict]
ask = "Which?"
options = ["this", "that"]
right = 1
because = "So it is."
[[misconception]]
claim = "It is that."
wrong = "It is this."
see = "step-by-step?cell=LSTM"
cites = ["S2:1-2"]
+++
"""
BODY = "{f, kept} The gate. [S2:30-35]\n"


def lesson(folder, head=HEAD, body=BODY, name="01_one.md"):
    (folder / name).write_text(head + body, encoding="utf-8")
    return lessons(folder)["one"]


def one_each(values):
    return pytest.mark.parametrize("one", values, ids=lambda one: one.key)


# The reader


def test_a_paragraph_has_text_sources_and_nodes_that_light_up(tmp_path):
    body = "## Begin\n\n{f, kept} The gate.\nStill it. [S2:30-35; Elman 1990]\n\nNo light. [S0:3] [S0:16]\n"
    first, second = lesson(tmp_path, body=body).paragraphs
    assert (first.heading, first.lit, first.cites) == ("Begin", ("f", "kept"), ("S2:30-35", "Elman 1990"))
    assert first.parts == ("The gate.\nStill it.",)
    assert (second.heading, second.lit, second.cites) == ("", (), ("S0:3", "S0:16"))


def test_an_equation_stands_between_the_texts_around_it(tmp_path):
    body = "Before.\n= GRU (PyTorch) h_next\nBehind. [S2:1]\n\n= LSTM c_next [S4:73]\n"
    first, second = lesson(tmp_path, body=body.replace("c_next [", "c_next\n[")).paragraphs
    assert first.parts == ("Before.", Derived("GRU (PyTorch)", "h_next"), "Behind.")
    assert second.parts == (Derived("LSTM", "c_next"),)


def test_an_equation_may_have_its_sources_on_its_own_line(tmp_path):
    assert lesson(tmp_path, body="= LSTM c_next [S4:73]").paragraphs[0].parts == (Derived("LSTM", "c_next"),)


def test_a_formula_with_brackets_at_the_end_is_not_taken_for_sources(tmp_path):
    assert lesson(tmp_path, body="It is $[h, x]$ [S2:32]").paragraphs[0].parts == ("It is $[h, x]$",)


def test_lessons_come_in_the_order_of_their_numbers(tmp_path):
    for number in (3, 1, 2):
        head = HEAD.replace('"one"', f'"n{"abc"[number - 1]}"').replace("number = 1", f"number = {number}")
        (tmp_path / f"{number:02d}_n{'abc'[number - 1]}.md").write_text(head + BODY, encoding="utf-8")
    assert list(lessons(tmp_path)) == ["na", "nb", "nc"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("+++\nkey", "key", "it begins with a head between two lines"),
        ("right = 1", "right = 3", "01_one.md, predict: right is a number from 1 to 2, not 3"),
        ("right = 1", "", "01_one.md, predict: right must be there"),
        ("minutes = 5", "minutes =", "01_one.md: the head cannot be read: Invalid value (at line 7"),
        ('chapter = "why"', 'chapter = "end"', "01_one.md: there is no chapter 'end'; we have why"),
        ('chapter = "why"\n', "", "01_one.md: chapter must be there"),
        ("minutes = 5", "minutes = 0", "01_one.md: minutes are 1 to 60"),
        ('"B02", ', "", "01_one.md: questions are three ids, not 2"),
        ('"B02"', '"Q2"', "Q2 is not an id; write it like C04"),
        ('"D1"', '"D18"', "D18 is not an id; write it like D1 to D17"),
        ('"S2:1-2"', '"S2:60-70"', "01_one.md, misconception 1: lecture S2 has lines 1 to 66"),
        ('"step-by-step?cell=LSTM"', '"https://a.b"', "01_one.md, misconception 1: 'https://a.b' is not an address"),
        ('claim = "It is that."', 'claims = "It is that."', "misconception 1: nothing reads claims"),
        ('key = "one"', 'key = "two"', "this file has to be called 01_two.md"),
        ('cell = "LSTM"', 'cell = "LSTN"', "01_one.md, line 23: there is no cell 'LSTN'"),
        ('cell = "LSTM"', 'cell = ""', "01_one.md, line 23: there is no figure in which f, kept could light up"),
        ("{f, kept}", "{f, keep}", "01_one.md, line 23: LSTM has no node keep"),
        (" [S2:30-35]", "", "01_one.md, line 23: it has to end with its sources"),
        ("S2:30-35]", "S7:1]", "01_one.md, line 23: there is no lecture S7"),
        ("S2:30-35]", "Nobody 1999]", "01_one.md, line 23: 'Nobody 1999' is not a source we have"),
        ("{f, kept} The gate.", "= LSTM kept\n", "01_one.md, line 23: LSTM has no equation for kept"),
        ("{f, kept} The gate.", "", "01_one.md, line 23: there is nothing but sources"),
        ("[S2:30-35]", "[S2:30-35]\n\n## The end", "01_one.md: a paragraph has to stand below the heading 'The end'"),
        (BODY, "", "01_one.md: paragraphs is empty"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_place(tmp_path, before, after, said):
    whole = HEAD + BODY
    assert before in whole
    with pytest.raises(ValueError, match=re.escape(said)):
        lesson(tmp_path, head=whole.replace(before, after), body="")


def test_two_lessons_cannot_have_one_number(tmp_path):
    (tmp_path / "01_ane.md").write_text(HEAD.replace('"one"', '"ane"') + BODY, encoding="utf-8")
    with pytest.raises(ValueError, match="lesson 1 is there already, called One"):
        lesson(tmp_path)


# What lights up


def test_a_box_lights_up_with_its_sum_and_reads_what_the_sum_reads():
    stage = stage_of(cell_of("LSTM"), ("f", "kept"))
    assert (set(stage.steps), set(stage.reads)) == ({"f", "linear_f", "kept"}, {"x", "h", "c"})


def test_what_arrives_lights_up_alone():
    assert stage_of(cell_of("GRU"), ("x", "h")).reads == ()


# The shipped lessons


@one_each(ALL.values())
def test_a_lesson_says_why_and_where_from(one):
    assert 2 <= len(one.able) <= 5
    assert len(one.misconceptions) >= 2
    assert len(one.paragraphs) >= 4
    assert not one.cell or one.cell in CELLS
    assert one.cell == "" or any(paragraph.lit for paragraph in one.paragraphs)


@one_each(ALL.values())
def test_formulas_are_closed_and_none_is_typed_that_could_be_derived(one):
    texts = [part for paragraph in one.paragraphs for part in paragraph.parts if isinstance(part, str)]
    for text in [*texts, one.predict.because, *(card.wrong for card in one.misconceptions)]:
        assert text.count("$") % 2 == 0, text
        assert text.count("**") % 2 == 0, text


@one_each(ALL.values())
def test_the_bank_holds_what_a_lesson_names(one):
    bank = pytest.importorskip("lstm_core.exam.bank.bank")
    assert set(one.questions) <= bank.questions().keys()
    assert set(one.differs) <= bank.differences().keys()


def test_every_card_on_what_differs_hangs_at_a_lesson():
    bank = pytest.importorskip("lstm_core.exam.bank.bank")
    assert {card for one in ALL.values() for card in one.differs} == bank.differences().keys()


@one_each(ALL.values())
def test_an_experiment_is_only_referred_to_where_there_is_one(one):
    there = importlib.util.find_spec(f"ui.course.experiments.{one.key}") is not None
    assert there or EXPERIMENT not in {card.see for card in one.misconceptions}
    assert there or one.pages or any(card.see for card in one.misconceptions)


def test_sentences_are_short():
    sentences = [
        sentence
        for one in ALL.values()
        for paragraph in one.paragraphs
        for part in paragraph.parts
        if isinstance(part, str)
        for sentence in re.split(r"(?<=[.?!:])\s+", re.sub(r"\$\$.*?\$\$", "", part, flags=re.S))
    ]
    assert [sentence for sentence in sentences if len(sentence.split()) > 42] == []


def test_no_paragraph_cites_only_a_line_of_the_portal():
    """What follows the talk in a transcript is about the video, not said in it."""
    ends = {"S0": 50, "S1": 102, "S2": 50, "S3": 50, "S4": 117}
    cited = {cite for one in ALL.values() for paragraph in one.paragraphs for cite in paragraph.cites}
    for reference in cited:
        lecture, _, lines = reference.partition(":")
        assert lecture not in read("lectures") or int(lines.split("-")[-1]) <= ends[lecture], reference


# What the lesson on probing says of the net that comes with the app


def test_the_recall_net_adds_a_second_value_to_the_first():
    net, probe = shipped_net("Recall, LSTM 8"), PROBES["store twice"]
    batch = probe.make(np.random.default_rng(1), 1000, probe.time)
    asked = batch.mask.T.astype(bool)
    said = net.predict(batch.xs)[..., 0].T[asked]
    total = (batch.xs[..., 0] * batch.xs[..., 1]).sum(axis=0)
    assert np.corrcoef(said, total)[0, 1] == pytest.approx(0.98, abs=0.01)
    assert not probe.solved(net.predict(batch.xs), batch).solved


def test_the_recall_net_bears_a_longer_wait():
    net, probe = shipped_net("Recall, LSTM 8"), PROBES["longer delay"]
    batch = probe.make(np.random.default_rng(1), 1000, probe.time)
    assert probe.solved(net.predict(batch.xs), batch).score == pytest.approx(0.02, abs=0.005)
