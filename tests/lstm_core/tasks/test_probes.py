"""Probes ask of a recall net what no training sequence asks, and know the ideal answer."""

import numpy as np
import pytest

from lstm_core.tasks import PROBES, TASKS, deviation, ideal


def steps(name: str, time: int | None = None, batch: int = 2000) -> tuple[list[list[int]], list[list[int]]]:
    """The steps at which each sequence is told a value and asked for it."""
    xs = PROBES[name].make(np.random.default_rng(0), batch, time).xs
    return tuple([list(np.flatnonzero(xs[:, k, line])) for k in range(batch)] for line in (0, 2))


@pytest.mark.parametrize("time", [10, 20, 21])
def test_a_longer_delay_is_longer_than_any_in_training(time):
    xs = TASKS["recall"].make(np.random.default_rng(0), 2000, time).xs
    longest = (xs[..., 2].argmax(axis=0) - xs[..., 0].argmax(axis=0)).max()
    tells, asks = steps("longer delay", 2 * time)
    assert all(len(tell) == len(ask) == 1 for tell, ask in zip(tells, asks, strict=True))
    assert min(ask[0] - tell[0] for tell, ask in zip(tells, asks, strict=True)) > longest
    assert max(tell[0] for tell in tells) < time // 2


def test_asking_twice_is_the_lectures_own_test():
    tells, asks = steps("ask twice", 20)
    assert {tell for (tell,) in tells} == set(range(10))
    assert {first for first, _ in asks} == {11, 12, 13}
    assert {second - first for first, second in asks} == {1, 2, 3}


def test_silence_deviates_by_about_20_when_30_sequences_are_asked_twice():
    batch = PROBES["ask twice"].make(np.random.default_rng(0), 30_000)
    assert deviation(np.zeros_like(batch.ys), batch) / 1000 == pytest.approx(20, rel=0.03)


def test_after_storing_twice_the_second_value_is_due():
    xs, ys, _ = PROBES["store twice"].make(np.random.default_rng(0), 500)
    tells, asks = steps("store twice", batch=500)
    for k, ((first, second), (ask,)) in enumerate(zip(tells, asks, strict=True)):
        assert first < second < 10 < ask
        assert ys[ask, k, 0] == xs[second, k, 1] != xs[first, k, 1]


def test_before_anything_is_stored_nothing_is_due():
    xs, ys, mask = PROBES["ask before store"].make(np.random.default_rng(0), 500)
    tells, asks = steps("ask before store", batch=500)
    for k, ((tell,), (early, late)) in enumerate(zip(tells, asks, strict=True)):
        assert early < tell < 10 < late
        assert ys[early, k, 0] == 0
        assert mask[early, k] == 1
        assert ys[late, k, 0] == xs[tell, k, 1]


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES)
def test_a_recall_net_can_be_asked_and_judged(probe):
    assert probe.inputs == TASKS["recall"].inputs
    assert probe.outputs == TASKS["recall"].outputs
    batch = probe.make(np.random.default_rng(0), 100)
    assert TASKS["recall"].solved(batch.ys, batch).solved


@pytest.mark.parametrize("name", ["recall", "recall twice", "recall with distractors"])
@pytest.mark.parametrize("delay", [None, 7])
def test_the_ideal_answers_to_a_tasks_inputs_are_the_tasks_own(name, delay):
    made = TASKS[name].make(np.random.default_rng(0), 200, delay=delay)
    for own, derived in zip(made, ideal(made.xs), strict=True):
        assert np.array_equal(own, derived)
        assert own.dtype == derived.dtype


def test_the_ideal_answers_to_a_timeline_placed_by_hand():
    #              store, value, recall
    xs = np.array([[0, 9, 1], [1, 0.4, 1], [0, 0.9, 0], [0.6, 0.2, 0], [0.4, 0.8, 0.4], [0, 0, 1]])[:, None]
    assert ideal(xs).ys[:, 0, 0] == pytest.approx([0, 0.4, 0, 0, 0, 0.2])
    assert list(ideal(xs).mask[:, 0]) == [1, 1, 0, 0, 0, 1]
