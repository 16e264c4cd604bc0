"""Every task asks what it says it asks."""

import itertools
import pickle
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.tasks import LECTURE_TASKS, PROBES, TASKS, deviation
from lstm_core.tasks.task import EARLY
from tests.lstm_core.tasks.oracle import ALL, RECALL, every_task, make, perfect, recall_task, uniform
from tools.serving import ROOT


def test_the_promised_tasks_are_there():
    assert list(TASKS) == [*RECALL, "countdown", "sequence recall", "adding", "parity", "story"]
    assert list(LECTURE_TASKS) == ["recall (lecture)", "countdown (lecture)"]
    assert list(PROBES) == ["longer delay", "ask twice", "store twice", "ask before store"]
    assert all(name == task.name for name, task in ALL.items())


@every_task
def test_a_task_is_put_in_one_sentence_and_so_is_its_criterion(task):
    for text in (task.question, task.criterion.sentence):
        assert re.fullmatch(r"[A-Z].*[.?]", text)
        assert len(re.findall(r"[.?](\s|$)", text)) == 1
        assert len(text.split()) <= 30


@every_task
@settings(deadline=None, derandomize=True, max_examples=25)
@given(data=st.data())
def test_sizes_are_as_asked_and_the_oracle_knows_every_answer(task, data):
    time = data.draw(st.integers(task.least, 45))
    batch = data.draw(st.integers(1, 6))
    made = make(task, batch, data.draw(st.integers(0, 10**6)), time=time)
    assert made.xs.shape == (time, batch, len(task.inputs))
    assert made.ys.shape == (time, batch, len(task.outputs))
    assert made.mask.shape == (time, batch)
    assert {array.dtype for array in made} == {np.dtype(np.float32)}
    assert set(np.unique(made.mask)) <= {0, 1}
    assert made.mask.any(axis=0).all()
    assert not made.ys[made.mask == 0].any()
    assert np.allclose(made.ys, perfect(task, made), atol=1e-6)


@pytest.mark.parametrize("name", [name for name, task in ALL.items() if task.beyond])
@settings(deadline=None, derandomize=True, max_examples=25)
@given(data=st.data())
def test_with_a_fixed_delay_the_question_comes_exactly_so_many_steps_later(name, data):
    task, delay = ALL[name], data.draw(st.integers(1, 60))
    time = data.draw(st.integers(task.least_for(delay), task.least_for(delay) + 30))
    made = make(task, 20, time=time, delay=delay)
    flags, asks = made.xs[..., 0] > 0, made.xs[..., 2] > 0
    last = time - 1 - flags[::-1].argmax(axis=0)
    assert (asks.argmax(axis=0) - last == delay).all()
    assert len(made.xs) == time
    assert np.allclose(made.ys, perfect(task, made), atol=1e-6)


@every_task
def test_the_usual_time_is_used_if_none_is_given(task):
    assert len(make(task, 1).xs) == task.time
    if task.beyond:
        assert len(make(task, 1, delay=30).xs) == task.time_for(30) == task.least_for(30) + EARLY - 1


@every_task
def test_too_few_steps_are_refused_in_a_sentence(task):
    with pytest.raises(ValueError, match=rf"The task “.*” needs {task.least} steps or more, not {task.least - 1}\."):
        make(task, 1, time=task.least - 1)
    with pytest.raises(ValueError, match=r"A batch has at least 1 sequence, not 0\."):
        make(task, 0)


@every_task
def test_a_delay_that_does_not_fit_is_refused_in_a_sentence(task):
    if not task.beyond:
        with pytest.raises(ValueError, match=r"has no delay that could be fixed\."):
            make(task, 1, delay=5)
        return
    with pytest.raises(ValueError, match=rf"with a delay of 30 needs {task.least_for(30)} steps or more, not 30\."):
        make(task, 1, time=30, delay=30)
    with pytest.raises(ValueError, match=r"A delay is at least 1 step, not 0\."):
        make(task, 1, delay=0)


@every_task
def test_equal_seeds_make_equal_sequences_and_others_do_not(task):
    one, same, other = make(task, 50), make(task, 50), make(task, 50, seed=1)
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert not np.array_equal(one.xs, other.xs)


@every_task
def test_a_task_can_be_compared_hashed_and_sent_elsewhere(task):
    copy = pickle.loads(pickle.dumps(task))
    assert copy == task
    assert hash(copy) == hash(task)


def test_tasks_need_no_torch_and_no_streamlit():
    code = "import sys, lstm_core.tasks; print({'torch', 'streamlit'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT
    )
    assert done.stdout.strip() == "set()"


@recall_task
def test_recall_tells_once_and_asks_for_what_was_told(task):
    xs, ys, mask = make(task)
    asked = 2 if task.name == "recall twice" else 1
    assert (xs[..., 0].sum(axis=0) == 1).all()
    assert (xs[..., 2].sum(axis=0) == asked).all()
    assert np.array_equal(mask, xs[..., 2])
    told = (xs[..., 1] * xs[..., 0]).sum(axis=0)
    assert np.array_equal(ys[..., 0], xs[..., 2] * told)
    assert uniform((told * 10).astype(int), 0, 9)
    assert told.max() < 1


@recall_task
def test_the_value_line_is_quiet_unless_there_are_distractors(task):
    xs = make(task).xs
    rest = xs[..., 1][xs[..., 0] == 0]
    if task.name == "recall with distractors":
        assert uniform((rest * 20).astype(int), 0, 19)
    else:
        assert not rest.any()


@pytest.mark.parametrize("name", ["recall", "recall with distractors", "recall (lecture)"])
def test_at_20_steps_recall_tells_at_0_to_9_and_asks_at_11_to_19_as_in_the_lecture(name):
    xs = make(ALL[name], 20_000, time=20).xs
    tell, ask = xs[..., 0].argmax(axis=0), xs[..., 2].argmax(axis=0)
    assert uniform(tell, 0, 9)
    assert uniform(ask, 11, 19)
    assert uniform(tell * 9 + ask - 11, 0, 89)  # every pair of steps


def test_recall_twice_asks_at_every_pair_of_later_steps():
    xs = make(TASKS["recall twice"], 20_000).xs
    assert uniform(xs[..., 0].argmax(axis=0), 0, 9)
    pairs = list(itertools.combinations(range(11, 20), 2))
    found = np.nonzero(xs[..., 2].T)[1].reshape(-1, 2)
    assert uniform(np.array([pairs.index(tuple(pair)) for pair in found]), 0, len(pairs) - 1)


@recall_task
def test_with_a_fixed_delay_the_value_is_told_within_the_first_steps(task):
    for time in (None, 200):
        assert uniform(make(task, 5000, time=time, delay=100).xs[..., 0].argmax(axis=0), 0, EARLY - 1)


def test_countdown_tells_1_to_9_and_its_ninth_part():
    xs, ys, mask = make(TASKS["countdown"], 20_000)
    tell, signal = xs[..., 0].argmax(axis=0), ys[..., 0].argmax(axis=0)
    assert uniform(tell, 0, 9)
    assert uniform(signal - tell, 1, 9)
    assert np.allclose(xs[..., 1].max(axis=0), (signal - tell) / 9)
    assert np.array_equal(xs[..., 1] > 0, xs[..., 0] > 0)
    assert (ys.sum(axis=(0, 2)) == 1).all()
    assert mask.all()


def test_the_lecture_counts_down_from_raw_numbers_0_to_8_beside_a_silent_output():
    xs, ys, _ = make(LECTURE_TASKS["countdown (lecture)"], 20_000)
    tell, signal = xs[..., 0].argmax(axis=0), ys[..., 0].argmax(axis=0)
    assert uniform(tell, 0, 9)
    assert uniform(signal - tell, 0, 8)
    assert np.array_equal(xs[..., 1].sum(axis=0), signal - tell)
    assert ys.shape[2] == 2
    assert not ys[..., 1].any()


@pytest.mark.parametrize(
    ("task", "zero"), [(LECTURE_TASKS["recall (lecture)"], 10), (LECTURE_TASKS["countdown (lecture)"], 30)]
)
def test_silence_deviates_from_30_sequences_as_in_the_lecture(task, zero):
    batch = make(task, 30_000)
    assert deviation(np.zeros_like(batch.ys), batch) / 1000 == pytest.approx(zero, rel=0.03)
    assert deviation(batch.ys, batch) == 0


def test_sequence_recall_stores_four_bits_and_replays_them_after_one_trigger():
    xs, ys, mask = make(TASKS["sequence recall"], 5000)
    stores, triggers = (np.nonzero(xs[..., line].T)[1].reshape(5000, -1) for line in (0, 2))
    assert (stores - stores[:, :1] == range(4)).all()
    assert triggers.shape == (5000, 1)
    assert uniform(triggers[:, 0] - stores[:, -1] - 1, 1, 8)  # quiet steps
    due = np.nonzero(mask.T)[1].reshape(5000, 4)
    assert (due - triggers == range(4)).all()
    bits, answers = (
        np.take_along_axis(line.T, steps, axis=1) for line, steps in ((xs[..., 1], stores), (ys[..., 0], due))
    )
    assert np.array_equal(bits, answers)
    assert uniform((bits @ [8, 4, 2, 1]).astype(int), 0, 15)


def test_adding_marks_two_numbers_of_the_first_half_and_asks_for_their_sum_at_the_end():
    xs, ys, mask = make(TASKS["adding"], 20_000)
    pairs = list(itertools.combinations(range(10), 2))
    found = np.nonzero(xs[..., 0].T)[1].reshape(-1, 2)
    assert uniform(np.array([pairs.index(tuple(pair)) for pair in found]), 0, len(pairs) - 1)
    assert uniform((xs[..., 1] * 20).astype(int), 0, 19)
    assert np.allclose(ys[-1, :, 0], (xs[..., 0] * xs[..., 1]).sum(axis=0), atol=1e-6)
    assert np.array_equal(np.flatnonzero(mask[:, 0]), [19])
    assert np.array_equal(np.flatnonzero(xs[:, 0, 2]), [19])


def test_parity_flips_with_every_one():
    xs, ys, mask = make(TASKS["parity"])
    assert np.array_equal(ys[0], xs[0])
    assert np.array_equal(ys[1:] != ys[:-1], xs[1:] == 1)
    assert uniform(xs.astype(int), 0, 1)
    assert mask.all()
