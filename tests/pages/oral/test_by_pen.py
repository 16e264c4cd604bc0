"""In the exam the LSTM is drawn with a pen or with parts; what was drawn with a pen is drawn once more at the end."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.mock_exam import DRAWING, prompt
from lstm_core.prose.wording import LANGUAGES
from tests.apps import press
from tests.lstm_core.ink.composer import Pen, lstm
from tests.pages.oral.sitting import click, exam, keys, said
from tests.shown import english_in, shown
from tests.ui.practise.test_ink_reading import sent
from tools.apptest import open_page, rerun
from ui.practise.sheet import DrawingSheet


def asked_to_draw(language="en") -> AppTest:
    """An exam, when the LSTM is to be drawn."""
    app = press(open_page("oral", {"oral_language": LANGUAGES[language], "tool": "Pen"}), "begin")
    exam(app).prompt = prompt(DRAWING)
    exam(app).sheet = DrawingSheet(exam(app).widget("sheet"))
    return app.run()


def drawn(ink, language="en") -> AppTest:
    app = asked_to_draw(language)
    app.session_state[f"pen {exam(app).widget('sheet')}"] = {"ink": sent(ink)}
    return click(app, "drawn")


def replays(app: AppTest):
    return [one for one in app.get("bidi_component") if one.proto.component_name == "ink_replay"]


@pytest.mark.parametrize(("language", "names"), [("en", ["Pen", "Parts"]), ("de", ["Stift", "Teilen"])])
def test_the_sheet_has_the_switch_in_the_language_of_the_exam(language, names):
    app = asked_to_draw(language)
    [switch] = [one for one in app.segmented_control if one.key == "tool"]
    assert switch.options == names
    assert switch.value == "Pen"


def test_what_was_drawn_with_a_pen_is_marked_and_drawn_once_more_at_the_end():
    app = drawn(lstm(Pen(3), sign="×").ink())
    [answer] = exam(app).answers
    assert answer.checked == pytest.approx(0.85)
    assert not replays(app), "the key comes at the end"
    press(app, "end")
    assert len(replays(app)) == 1
    playback = exam(app).playbacks[DRAWING]
    assert playback["heading"].endswith("85 of 100, not right yet")
    assert [one["number"] for one in playback["mistakes"]] == ["1"]


def test_in_german_no_english_is_left():
    app = drawn(lstm(Pen(3), sign="×").ink()[:-6], "de")
    press(app, "end")
    playback = exam(app).playbacks[DRAWING]
    assert "noch nicht richtig" in playback["heading"]
    texts = [row["text"] for row in (*playback["mistakes"], *playback["missing"])] + [
        row[1] for row in playback["events"]
    ]
    assert len(texts) > 10
    assert [text for text in texts if english_in(text)] == []
    assert [text for text in shown(app) if english_in(text)] == []


def test_ink_that_is_no_drawing_is_not_marked_and_a_sentence_says_what_to_do():
    app = drawn([[(100, 100), (140, 90)]])
    assert exam(app).prompt.id == DRAWING
    assert "Nothing on the sheet could be read as a part yet" in said(app) + " ".join(one.value for one in app.error)
    assert exam(app).widget("drawn") in keys(rerun(app))


def test_what_is_in_the_way_of_reading_is_told_in_german():
    app = drawn([[(100 + k, 100), (140 + k, 90)] for k in range(9)], "de")
    assert "Auf dem Blatt war noch kein Teil zu lesen" in " ".join(shown(app))
    assert [text for text in shown(app) if english_in(text)] == []
