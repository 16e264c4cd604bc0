"""Learners take turns, two at a time; a learner with many nets gets no more than one with a single net."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.training.job import Job
from lstm_core.training.scheduler import SEATS, TURN, FairScheduler

SLICE = 0.01


class Endless(Job[int]):
    """A job that always has something to do."""

    def __init__(self) -> None:
        super().__init__(0)


def made(**learners: int) -> tuple[FairScheduler, dict[Job, str]]:
    """A round in which each learner has so many jobs."""
    found, owners = FairScheduler(), {}
    for name, count in learners.items():
        for _ in range(count):
            job = Endless()
            owners[job] = name
            found.add(job, name)
    return found, owners


def shares(found: FairScheduler, owners: dict[Job, str], slices: int) -> Counter:
    """How many slices each learner got."""
    got: Counter = Counter()
    for _ in range(slices):
        job = found.order()[0]
        got[owners[job]] += 1
        found.charge(job, SLICE)
    return got


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 5), min_size=1, max_size=8))
def test_every_learner_gets_the_same_however_many_nets_they_train(learners):
    found, owners = made(**learners)
    cycle = round(TURN / SLICE) * len(learners)
    got = shares(found, owners, 4 * cycle)
    assert set(got) == set(learners)
    assert max(got.values()) - min(got.values()) <= 2 * TURN / SLICE


@given(st.lists(st.integers(0, 2_000), min_size=1, max_size=8), st.data())
@pytest.mark.slow
def test_it_does_not_matter_who_came_first_or_has_paused(alone, data):
    found, owners = FairScheduler(), {}
    for name, slices in zip(("", *"abcdefg"), alone, strict=False):
        job = Endless()
        owners[job] = name
        found.add(job, name)
        shares(found, owners, slices)
    idle = data.draw(st.sampled_from([None, *owners]))
    if idle and len(owners) > 1:
        idle.pause()
        shares(found, owners, data.draw(st.integers(0, 2_000)))
        idle.resume()
    cycle = round(TURN / SLICE) * len(owners)
    got = shares(found, owners, 6 * cycle)
    fair = 6 * TURN / SLICE
    assert min(got[name] for name in owners.values()) >= fair - 2 * TURN / SLICE - cycle / SEATS


def test_no_more_than_two_train_within_one_turn():
    found, owners = made(a=1, b=1, c=1, d=1)
    assert set(shares(found, owners, round(TURN / SLICE))) == {"a", "b"}
    assert [found.learners_ahead(name) for name in "abcd"] == [0, 0, 1, 2]


def test_the_queue_moves_on():
    found, owners = made(a=1, b=1, c=1)
    shares(found, owners, round(2 * TURN / SLICE))
    assert found.learners_ahead("c") == 0
    assert {found.learners_ahead("a"), found.learners_ahead("b")} != {0} or len(owners) <= SEATS


def test_who_pauses_gives_the_seat_away_and_gets_it_back():
    found, owners = made(a=1, b=1, c=1)
    first = next(job for job, name in owners.items() if name == "a")
    first.pause()
    assert found.learners_ahead("c") == 0
    assert first not in found.order()
    first.one_update()
    assert first in found.order()


def test_those_who_wait_are_offered_what_those_with_a_seat_leave():
    found, owners = made(a=1, b=1, c=1)
    assert [owners[job] for job in found.order()] == ["a", "b", "c"]


def test_the_nets_of_one_learner_take_turns():
    found, _ = made(a=3)
    seen = []
    for _ in range(6):
        seen.append(found.order()[0])
        found.charge(seen[-1], SLICE)
    assert seen[:3] == seen[3:]
    assert len(set(seen)) == 3


def test_what_is_done_is_let_go():
    found, owners = made(a=1, b=2)
    for job in owners:
        job.stop()
    found.remove_finished()
    assert len(found) == 0
    assert found.order() == []
    assert found.learners_ahead("a") == 0
    found.charge(next(iter(owners)), SLICE)  # a job that was stopped during its slice


@pytest.mark.parametrize("learner", ["a", "nobody"])
def test_jobs_are_counted_by_learner(learner):
    found, _ = made(a=2)
    assert found.count_of(learner) == {"a": 2}.get(learner, 0)


def test_time_is_divided_by_learners_and_then_by_their_own_nets():
    found, owners = made(a=3, b=1)
    assert (found.time_shares("a"), found.time_shares("b"), found.time_shares("new")) == (6, 2, 3)
    next(job for job, name in owners.items() if name == "b").pause()
    assert found.time_shares("a") == 3


@given(st.floats(0, 200))
def test_who_trained_alone_for_long_is_not_held_up_by_a_newcomer(seconds):
    found, owners = made(a=1)
    found.charge(found.order()[0], seconds)
    newcomer = Endless()
    owners[newcomer] = "b"
    found.add(newcomer, "b")
    got = shares(found, owners, round(4 * TURN / SLICE))
    assert got["a"] >= (2 * TURN - TURN) / SLICE  # half of the time, less one turn at most


def test_who_comes_back_from_a_pause_does_not_catch_up_on_all_that_was_missed():
    found, owners = made(a=1, b=1)
    paused = next(job for job, name in owners.items() if name == "a")
    paused.pause()
    shares(found, owners, round(40 * TURN / SLICE))
    paused.resume()
    got = shares(found, owners, round(4 * TURN / SLICE))
    assert got["b"] >= TURN / SLICE
