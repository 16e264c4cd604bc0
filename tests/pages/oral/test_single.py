"""A single question shows its key at once."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.bank.bank import questions
from tests.apps import press, written_down
from tests.pages.oral.sitting import practice, said
from tools.apptest import open_page


@pytest.fixture
def single() -> AppTest:
    return open_page("oral", {"oral_way": "Single questions", "question": "E04"})


def test_a_single_question_is_led_to_by_its_address(single):
    assert practice(single).prompt.id == "E04"
    assert questions()["E04"].prompt.en in said(single)


def test_a_single_question_shows_its_key_at_once(single):
    press(single, practice(single).widget("answered"))
    for line in practice(single).lines("en"):
        if not line.true:
            single.checkbox(key=practice(single).widget(f"line {line.point} False")).check()
    press(single, practice(single).widget("compare"))
    fooled = practice(single).answer.fooled
    assert fooled
    for k in fooled:
        assert questions()["E04"].points[k - 1].why.en in said(single)
    assert questions()["E04"].answer.en in said(single).replace("  ", " ")
    assert [event.item for event in written_down(single, "review")] == ["question E04"]
    assert written_down(single, "question")[0].data["fooled"] == [f"E04 {k}" for k in sorted(fooled)]


def test_a_single_question_can_be_asked_once_more(single):
    press(single, practice(single).widget("answered"))
    press(single, practice(single).widget("compare"))
    press(single, practice(single).widget("again"))
    assert practice(single).answer is None
    assert not single.checkbox
