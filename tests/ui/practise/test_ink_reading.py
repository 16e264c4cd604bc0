"""What was read of the ink: its parts keep their names while one draws on, and the browser finds their strokes."""

import pytest

from lstm_core.grade import read_drawing
from lstm_core.ink import description, what_became
from lstm_core.ink.message import written
from tests.lstm_core.ink.composer import Pen, gru, lstm
from ui.practise.ink_reading import for_browser, read_message


def sent(strokes):
    return {"strokes": written([[list(point) for point in stroke] for stroke in strokes]), "rev": 0}


def test_a_part_keeps_its_id_while_one_draws_on():
    ink = lstm(Pen(3)).ink()
    whole = {part.id: part.kind for part in read_message(sent(ink)).drawing.parts}
    some = {part.id: part.kind for part in read_message(sent(ink[: len(ink) // 2])).drawing.parts}
    assert len(some) >= 9
    assert some.items() <= whole.items()


def test_it_is_a_drawing_that_can_be_checked():
    for pen in (lstm(Pen(5), peepholes=True), gru(Pen(6))):
        drawing = read_message(sent(pen.ink())).drawing
        assert read_drawing(drawing.data()) == drawing


def test_the_browser_gets_every_part_and_wire_with_its_strokes():
    ink = lstm(Pen(3)).ink()
    reading = read_message(sent(ink))
    rows = for_browser(reading)
    assert rows["of"] == len(ink)
    parts = {row["id"]: row for row in rows["parts"]}
    assert parts.keys() == {part.id for part in reading.drawing.parts}
    for row in parts.values():
        assert row["ref"] == (min(row["strokes"]) if row["strokes"] else row["ref"])
    for row in rows["wires"]:
        assert {row["from"], row["to"]} <= parts.keys()
        assert set(rows["nets"][row["net"]]) <= set(range(len(ink)))
    joins = [row["ref"] for row in parts.values() if row["kind"] == "join"]
    assert joins == ["join:h,x"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_stroke_is_followed_by_what_it_became_and_by_the_sheet_in_words(language):
    ink = lstm(Pen(1)).ink()
    for count in (2, 9, len(ink)):
        reading = read_message(sent(ink[:count]))
        told = for_browser(reading, language)["told"]
        assert told.startswith(what_became(reading.sheet, count - 1)[language])
        assert description(reading.sheet)[language] in told
    assert for_browser(read_message(sent([])), language)["told"] == ""


def test_what_is_no_ink_is_said_and_draws_nothing():
    for message in (None, 3, {"strokes": 4}, {"strokes": "", "corrections": 7}):
        rows = for_browser(read_message(message))
        assert not rows["parts"]
        assert rows["words"].endswith(".")
