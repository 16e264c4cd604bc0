"""What a learner reads is in plain English: no phrase that docs/voice.md has replaced is left anywhere."""

import re

import pytest

from tools.reading import VOICE, Text, plain, replaced, report, texts


@pytest.fixture(scope="module")
def everything() -> list[Text]:
    return list(texts())


def test_texts_of_all_rooms_are_read(everything):
    rooms = {text.path.relative_to(VOICE.parents[1]).parts[0] for text in everything}
    assert rooms >= {"lstm_core", "pages", "ui", "README.md", "CHANGELOG.md", "docs"}
    assert len(everything) > 5_000


@pytest.mark.parametrize("phrase", replaced())
def test_a_phrase_that_was_replaced_is_left_nowhere(everything, phrase):
    found = re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE)
    assert [text.place for text in everything if found.search(plain(text.words))] == []


def test_the_page_on_the_voice_has_ten_examples_and_more():
    assert len(replaced()) >= 20
    assert VOICE.read_text("utf-8").count("\n| ") >= 24


def test_the_report_has_a_row_for_every_room_with_words_per_sentence_and_ease(everything):
    head, _, *rows = report(everything)
    assert [cell.strip() for cell in head.split("|")[1:4]] == ["room", "words", "words per sentence"]
    assert {row.split("|")[1].strip() for row in rows} >= {"questions", "lessons", "docs", "README", "CHANGELOG"}
    for row in rows:
        _, words, long, ease, *_ = (cell.strip() for cell in row.strip("|").split("|"))
        assert int(words.replace(",", "")) > 500
        assert 5 < float(long) < 25
        assert 40 < float(ease) < 110
