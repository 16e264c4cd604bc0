"""The hours are laid on the days until the exam: at waking times, in order, each a share."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.plan.times import slots
from tests.lstm_core.exam.plan.examples import DAY, EXAMS, FEW, HOUR, NOW, TOMORROW, WEEKS

BERLIN = ZoneInfo("Europe/Berlin")


def clock(at, zone=UTC):
    return f"{datetime.fromtimestamp(at, zone):%H:%M}"


@given(hours=st.floats(0.1, 60), exam=EXAMS, later=st.floats(0, 24))
@FEW
def test_no_more_is_laid_out_than_there_is_and_nobody_learns_between_eleven_and_seven_on_later_days(hours, exam, later):
    now = NOW + later * HOUR
    exam = exam and exam + later * HOUR
    found = slots(now, exam, hours, BERLIN)
    assert sum(slot.minutes for slot in found) <= 60 * hours + 1e-6
    for slot in found[1:]:
        begin, end = slot.begin, slot.begin + 60 * slot.minutes
        if begin - now > 12 * HOUR:
            assert 7 <= datetime.fromtimestamp(begin + 1, BERLIN).hour < 23
            assert clock(end - 1, BERLIN) < "23:00" or clock(end, BERLIN) == "23:00"
        assert exam is None or end <= exam + 1


@given(hours=st.floats(1, 40))
@FEW
def test_all_hours_that_a_week_can_hold_are_used(hours):
    assert sum(slot.minutes for slot in slots(NOW, NOW + 7 * DAY, hours, UTC)) == pytest.approx(60 * hours)


def test_tomorrow_means_now_tonight_and_the_morning():
    found = slots(NOW, TOMORROW, 3, UTC)
    assert [(slot.when, clock(slot.begin), round(slot.minutes)) for slot in found] == [
        ("now", "16:00", 105),
        ("tonight", "20:00", 45),
        ("morning", "08:00", 30),
    ]


def test_an_exam_in_hours_is_prepared_now_and_once_more_just_before_it():
    found = slots(NOW - 6 * HOUR, NOW + HOUR, 3, UTC)
    assert [slot.when for slot in found] == ["now", "later"]
    assert found[1].begin + 60 * found[1].minutes == NOW + HOUR
    assert [slot.when for slot in slots(NOW, NOW + HOUR, 1, UTC)] == ["now"]


def test_who_asks_at_night_may_begin_at_once_and_sleeps_then():
    found = slots(NOW + 10 * HOUR, NOW + 17 * HOUR, 3, UTC)  # two o'clock, the exam at nine
    assert found[0].begin == NOW + 10 * HOUR
    assert clock(found[0].begin + 60 * found[0].minutes) <= "05:00"
    assert clock(found[-1].begin) >= "07:00"


def test_a_few_hours_in_weeks_are_spread_over_them_from_today_to_the_day_itself():
    found = slots(NOW, WEEKS, 2, UTC)
    assert len(found) == 4
    assert found[0].begin == NOW
    assert found[-1].when == "morning"
    gaps = [(after.begin - before.begin) / DAY for before, after in pairwise(found)]
    assert max(gaps) < 1.3 * min(gaps)


def test_without_an_exam_it_is_an_hour_a_day():
    found = slots(NOW, None, 5, UTC)
    days = {datetime.fromtimestamp(slot.begin, UTC).date() for slot in found}
    assert len(days) == 5
    assert sum(slot.minutes for slot in found) == pytest.approx(300)


def test_when_clocks_change_the_hour_of_the_day_stays():
    before = datetime(2027, 3, 26, 16, tzinfo=BERLIN).timestamp()
    found = slots(before, before + 5 * DAY, 5, BERLIN)
    assert {clock(slot.begin, BERLIN) for slot in found if slot.when == "day"} == {"16:00"}
