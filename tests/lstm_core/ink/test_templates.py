"""A sign that was corrected is known the next time, by this hand, and other signs are read as before."""

import json

import pytest

from lstm_core.ink import kept, learned, read_sheet
from lstm_core.ink.templates import MOST_TEMPLATES
from tests.lstm_core.ink.composer import Pen, lstm


class Habit(Pen):
    """A pen that writes "sig" where others write σ."""

    def _sigma(self, x, y):
        s = self.round(x - 10, y - 3, 4, 4, -0.05, -0.7) + self.round(x - 10, y + 5, 4, 4, -0.3, 0.7)
        g = self.round(x + 9, y, 4, 4) + self.line((x + 13, y), (x + 13, y + 10), (x + 6, y + 11))
        return [s, self.line((x, y - 3), (x, y + 7)), g]


def wrong(sheet):
    """Boxes that should be σ and are not."""
    return [part for part in sheet.parts if not part.round and part.kind != "sigmoid" and len(part.sign) == 3]


def taught(seed):
    """Templates from a sheet on which all that was wrong was corrected."""
    ink = lstm(Habit(seed)).ink()
    told = [{"do": "kind", "strokes": list(part.strokes), "kind": "sigmoid"} for part in wrong(read_sheet(ink))]
    return learned(ink, read_sheet(ink, told))


def test_after_one_sheet_a_habit_is_known():
    before = [len(wrong(read_sheet(lstm(Habit(seed)).ink()))) for seed in range(20, 26)]
    after = [len(wrong(read_sheet(lstm(Habit(seed)).ink(), (), taught(20)))) for seed in range(21, 26)]
    assert sum(before[1:]) > 8
    assert sum(after) <= 1


def test_templates_of_one_hand_do_not_spoil_what_others_write():
    for seed in range(3):
        ink = lstm(Pen(seed)).ink()
        assert read_sheet(ink, (), taught(20)).drawing == read_sheet(ink).drawing


def test_a_template_is_small_plain_json_and_is_taken_as_it_is():
    rows = json.loads(json.dumps(taught(20)))
    assert rows
    assert rows == taught(20)
    assert max(len(json.dumps(row)) for row in rows) < 3_000
    assert read_sheet(lstm(Pen(1)).ink(), (), rows).notes == ()


def test_what_was_read_right_is_no_lesson():
    ink = lstm(Pen(1)).ink()
    part = next(part for part in read_sheet(ink).parts if part.kind == "sigmoid")
    told = [{"do": "kind", "strokes": list(part.strokes), "kind": "sigmoid"}]
    assert learned(ink, read_sheet(ink, told)) == []


def test_each_template_is_kept_once_and_the_latest_if_there_are_too_many():
    rows = [{"kind": "mul", "strokes": [[[0, k], [1, 1]]]} for k in range(MOST_TEMPLATES + 2)]
    assert kept(rows[:2], rows[1:3]) == rows[:3]
    assert kept(rows[:-1], rows[-1:]) == rows[2:]


@pytest.mark.parametrize("row", [{}, {"kind": "x", "strokes": [[[0, 0]]]}, {"kind": "mul", "strokes": [[["a", 1]]]}, 7])
def test_what_is_no_template_is_left_out_with_a_sentence(row):
    sheet = read_sheet(lstm(Pen(1)).ink(), (), [row])
    assert sheet.drawing == read_sheet(lstm(Pen(1)).ink()).drawing
    assert len(sheet.notes) == 1
