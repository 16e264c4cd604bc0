"""Learners who follow the plan, by FSRS's own model, beside the same learners who go through the course in order.

`python -m benchmarks plans` does this with 500 of them.
"""

from statistics import fmean

import pytest

from benchmarks.learners import PROFILES, UNTIL, learners
from benchmarks.plans import SLACK, both


@pytest.fixture(scope="module")
def pairs():
    """A learner of each profile for each time until the exam."""
    return [both(learner) for learner in learners(16)]


def test_all_profiles_and_times_are_among_them(pairs):
    assert {(learner.profile, learner.until) for learner, _, _ in pairs} == {(p, u) for p in PROFILES for u in UNTIL}
    assert all(1 <= learner.hours <= 40 for learner, _, _ in pairs)


def test_nobody_overruns_the_time_and_each_plan_has_the_lstm(pairs):
    for learner, mine, _ in pairs:
        assert mine.planned <= 1 + 1e-9
        assert mine.minutes <= SLACK * 60 * learner.hours
        assert mine.drawn


def test_nothing_is_asked_before_it_was_taught(pairs):
    assert {card for _, mine, _ in pairs for card in mine.untaught} == set()


def test_more_is_known_on_the_day_than_after_the_course_in_order(pairs):
    gains = [mine.recall - order.recall for _, mine, order in pairs]
    assert fmean(gains) > 0
    for profile in PROFILES:
        its = [gain for gain, (learner, _, _) in zip(gains, pairs, strict=True) if learner.profile == profile]
        assert fmean(its) > -0.01
    assert all(mine.minutes == pytest.approx(order.minutes, rel=0.05, abs=6) for _, mine, order in pairs)
