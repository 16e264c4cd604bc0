"""The sources of a paragraph: named in words that a newcomer understands, with what is said there and a link."""

import re

import pytest

from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.sources import short_name, sources
from lstm_core.prose import read


def test_one_source_is_named_by_lecture_and_lines():
    assert short_name(["S2:30-41"]) == "Source: lecture 2, lines 30 to 41"


def test_several_are_named_in_their_order():
    said = short_name(["S0:3", "follows from S4:73-87", "Elman 1990"])
    assert said == "Sources: lecture 0, line 3; lecture 4, lines 73 to 87; Elman 1990"


def test_what_is_opened_has_the_title_of_the_lecture_what_is_said_there_and_a_link():
    (source,) = sources(["S2:30-35"])
    assert source.where.startswith("Maier, FAU Deep Learning, Recurrent Neural Networks part 3")
    assert any("forget gate in full" in told for told in source.tells)
    assert source.address == "lectures?lecture=S2"


def test_a_paper_on_arxiv_is_linked_there():
    (source,) = sources(["Ba et al. 2016"])
    assert (source.tells, source.address) == ((), "https://arxiv.org/abs/1607.06450")


@pytest.mark.parametrize("key", lessons())
def test_no_paragraph_has_a_source_without_words_and_every_lecture_is_linked(key):
    for paragraph in lessons()[key].paragraphs:
        for cited, source in zip(paragraph.cites, sources(paragraph.cites), strict=True):
            lecture = re.search(r"S\d(?=:)", cited)
            assert source.where
            assert not lecture or read("lectures")[lecture[0]]["title"] in source.where
            assert not lecture or source.address == f"lectures?lecture={lecture[0]}"
