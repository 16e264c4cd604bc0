"""Every task asks what it says it asks, and says solved to those who can do it and to nobody else."""

import itertools
import math
import pickle
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.tasks import (
    FRESH,
    LECTURE_TASKS,
    PROBES,
    TASKS,
    WORDS,
    Batch,
    baselines,
    deviation,
    errors,
    fixed_sequences,
)
from lstm_core.tasks.task import EARLY, Task
from tools.serving import ROOT

ALL = {**TASKS, **LECTURE_TASKS, **PROBES}
RECALL = ("recall", "recall twice", "recall with distractors")
every_task = pytest.mark.parametrize("task", ALL.values(), ids=ALL)
recall_task = pytest.mark.parametrize("task", [TASKS[name] for name in RECALL], ids=RECALL)


def make(task: Task, count: int = FRESH, seed: int = 0, **sizes: int | None) -> Batch:
    return task.make(np.random.default_rng(seed), count, **sizes)


def uniform(found: np.ndarray, low: int, high: int) -> bool:
    """Whether whole numbers from low to high come equally often: chi square within five standard deviations."""
    counts = np.bincount(np.ravel(found) - low, minlength=high - low + 1)
    chi_square, free = ((counts - counts.mean()) ** 2).sum() / counts.mean(), high - low
    return len(counts) == free + 1 and chi_square < free + 5 * math.sqrt(2 * free)


# What each task means, written a second time: one sequence, one step after the other, as a person would do it.


def recalling(xs):
    kept = 0.0
    for store, value, recall in xs:
        kept = value if store else kept
        yield kept if recall else 0.0


def counting(xs, most):
    left = None
    for flag, number in xs:
        left = round(float(number) * most) if flag else None if left is None else left - 1
        yield float(left == 0)


def replaying(xs):
    kept, speaking = [], False
    for store, bit, trigger in xs:
        kept += [bit] if store else []
        speaking = bool(trigger) or speaking
        yield kept.pop(0) if speaking and kept else 0.0


def adding(xs):
    total = 0.0
    for mark, value, recall in xs:
        total += value if mark else 0.0
        yield total if recall else 0.0


def flipping(xs):
    odd = False
    for (bit,) in xs:
        odd ^= bool(bit)
        yield float(odd)


def reading(xs):
    people, places = 3, 4
    where, who = {}, None
    for step, line in enumerate(xs):
        word = int(np.argmax(line)) if line.any() else None
        if word is not None and word < people:
            who = word
        elif word is not None and word > people:
            where[who] = word - people - 1
        yield [float(step == len(xs) - 1 and place == where[who]) for place in range(places)]


ORACLES = {
    **dict.fromkeys([*RECALL, "recall (lecture)", *PROBES], recalling),
    "countdown": lambda xs: counting(xs, 9),
    "countdown (lecture)": lambda xs: counting(xs, 1),
    "sequence recall": replaying,
    "adding": adding,
    "parity": flipping,
    "story": reading,
}


def perfect(task: Task, batch: Batch) -> np.ndarray:
    """What the oracle answers: (time, batch, outputs); outputs of which it says nothing are silent."""
    answers = np.zeros(batch.ys.shape)
    for which in range(answers.shape[1]):
        said = np.array(list(ORACLES[task.name](batch.xs[:, which])))
        said = said[:, None] if said.ndim == 1 else said
        answers[:, which, : said.shape[1]] = said
    return answers


# What holds for every task.


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


# What each task asks.


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


# Who has solved a task.


@every_task
def test_the_oracle_solves_the_task(task):
    batch = make(task)
    verdict = task.solved(perfect(task, batch), batch)
    assert verdict.solved
    assert verdict.words.startswith("Solved: ")
    assert verdict.score == pytest.approx(round(verdict.score), abs=1e-6)  # no error, or all of them right


@every_task
def test_nets_that_ignore_their_inputs_solve_nothing(task):
    batch = make(task)
    for constant in (0.0, 0.5, float(batch.ys.mean()), 1.0):
        verdict = task.solved(np.full(batch.ys.shape, constant), batch)
        assert not verdict.solved
        assert verdict.words.startswith("Not solved: ")


@every_task
def test_the_oracle_one_step_late_solves_nothing(task):
    batch = make(task)
    assert not task.solved(np.roll(perfect(task, batch), 1, axis=0), batch).solved


@every_task
def test_numbers_that_are_none_solve_nothing(task):
    batch = make(task, 20)
    for broken in (np.nan, np.inf):
        answers = perfect(task, batch)
        answers[3, 7] = broken
        assert not task.solved(answers, batch).solved


@every_task
def test_answers_of_the_wrong_shape_are_refused_in_a_sentence(task):
    batch = make(task, 20)
    with pytest.raises(ValueError, match=r"The answers have the shape \(.*\), but \(.*\) is asked for\."):
        task.solved(batch.ys[1:], batch)


@recall_task
@pytest.mark.parametrize(
    ("there", "elsewhere", "solved"),
    [(0.049, 0.0, True), (0.051, 0.0, False), (0.0, 0.019, True), (0.0, 0.021, False), (0.06, 0.03, False)],
)
def test_recall_is_solved_below_0_05_when_asked_and_0_02_elsewhere(task, there, elsewhere, solved):
    batch = make(task)
    verdict = task.solved(perfect(task, batch) + np.where(batch.mask[..., None] > 0, -there, elsewhere), batch)
    assert verdict.solved == solved
    assert verdict.score == pytest.approx(there, abs=1e-5)
    assert ("below 0.05 is needed" in verdict.words) == (there > 0.05)
    assert ("below 0.02 is needed elsewhere" in verdict.words) == (elsewhere > 0.02)


def test_of_two_outputs_the_worse_one_is_judged():
    task = LECTURE_TASKS["recall (lecture)"]
    batch = make(task)
    assert not task.solved(perfect(task, batch) + batch.mask[..., None] * [0, 0.06], batch).solved


def test_what_is_said_before_the_end_does_not_matter_when_adding():
    task = TASKS["adding"]
    batch = make(task)
    answers = perfect(task, batch)
    answers[:-1] = 7
    assert task.solved(answers, batch).solved
    assert not task.solved(answers + 0.051, batch).solved


@pytest.mark.parametrize("name", ["countdown", "countdown (lecture)", "sequence recall"])
@pytest.mark.parametrize(("wrong", "solved"), [(0, True), (10, True), (11, False)])
def test_one_sequence_in_a_hundred_may_be_wrong(name, wrong, solved):
    task = ALL[name]
    batch = make(task)
    answers = perfect(task, batch)
    for which in range(wrong):
        answers[:, which] = 1 - answers[:, which]
    verdict = task.solved(answers, batch)
    assert verdict.solved == solved
    assert verdict.score == pytest.approx(1 - wrong / FRESH)


def test_one_wrong_bit_or_one_word_at_the_wrong_time_spoils_a_whole_sequence():
    task = TASKS["sequence recall"]
    batch = make(task)
    for step in range(task.time):
        answers = perfect(task, batch)
        answers[step, :11] = 1 - answers[step, :11]
        assert not task.solved(answers, batch).solved


def test_parity_is_judged_step_by_step_and_a_share_is_never_rounded_up():
    task = TASKS["parity"]
    batch = make(task)
    for wrong, solved in ((120, True), (121, False)):
        answers = perfect(task, batch)
        answers.reshape(-1)[:wrong] = 1 - answers.reshape(-1)[:wrong]
        assert task.solved(answers, batch).solved == solved
    assert "98.9 % of the steps are right; 99 % are needed" in task.solved(answers, batch).words


# What nets reach that have learnt nothing.


def test_the_mean_leaves_the_spread_of_a_uniform_number_at_the_recall_step():
    batch = make(TASKS["recall"], 50_000)
    found = baselines(batch)
    assert list(found) == list(WORDS)
    assert found["always the mean"].rmse_counted == pytest.approx(0.2887, abs=0.002)
    assert found["when, not what"].rmse_counted == pytest.approx(1 / math.sqrt(12), abs=0.002)
    assert found["when, not what"].mse == pytest.approx(1 / 12 / 20, rel=0.02)
    assert found["always zero"].mse_counted == pytest.approx(1 / 3, rel=0.02)
    assert found["always zero"].mse == pytest.approx(1 / 3 / 20, rel=0.02)
    assert found["always the mean"].mse == pytest.approx(1 / 3 / 20 - (1 / 2 / 20) ** 2, rel=0.02)


@pytest.mark.parametrize(
    ("name", "zero", "mean"), [("adding", 7 / 6, 1 / 6), ("parity", 1 / 2, 1 / 4), ("countdown", 1 / 20, 19 / 400)]
)
def test_other_baselines_agree_with_the_formulas(name, zero, mean):
    found = baselines(make(TASKS[name], 20_000))
    assert found["always zero"].mse_counted == pytest.approx(zero, rel=0.03)
    assert found["always the mean"].mse_counted == pytest.approx(mean, rel=0.03)


@every_task
def test_no_constant_does_better_than_the_mean(task):
    batch = make(task)
    found = baselines(batch)
    for constant in np.linspace(-0.2, 1.2, 15):
        there = errors(np.full_like(batch.ys, constant), batch)
        assert found["always the mean"].mse <= there.mse + 1e-9
        assert found["always the mean"].mse_counted <= there.mse_counted + 1e-9
    assert ("when, not what" in found) == (not batch.mask.all())


# What is watched.


@every_task
def test_watched_sequences_are_always_the_same_ones_and_differ_from_each_other(task):
    watched, again = fixed_sequences(task), fixed_sequences(task)
    assert all(np.array_equal(a, b) for a, b in zip(watched.batch, again.batch, strict=True))
    assert watched.batch.xs.shape[1] == len(set(watched.words)) == 4
    assert np.allclose(watched.batch.ys, perfect(task, watched.batch), atol=1e-6)
    assert all(re.fullmatch(r"[A-Z0-9].*\.", words) for words in watched.words)


def test_watched_sequences_wait_longer_and_longer():
    xs = fixed_sequences(TASKS["recall"]).batch.xs
    waits = xs[..., 2].argmax(axis=0) - xs[..., 0].argmax(axis=0)
    assert list(waits) == sorted(waits)
    assert waits[0] <= 7
    assert waits[-1] >= 13


def test_watched_sequences_follow_the_experiment():
    watched = fixed_sequences(TASKS["recall"], seed=3, count=6, delay=50)
    assert watched.batch.xs.shape == (55, 6, 3)
    assert not np.array_equal(watched.batch.xs, fixed_sequences(TASKS["recall"], seed=4, count=6, delay=50).batch.xs)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("recall", r"Told 0\.\d\d at step (\d+), asked at step (\d+)\."),
        ("recall twice", r"Told 0\.\d\d at step \d+, asked at step \d+, asked at step \d+\."),
        ("ask before store", r"Asked at step \d+, told 0\.\d\d at step \d+, asked at step \d+\."),
        ("countdown", r"Told (\d) at step (\d+): the signal is due at step (\d+)\."),
        ("sequence recall", r"Bits [01] [01] [01] [01] from step \d+ on, to be replayed from step \d+ on\."),
        ("adding", r"[\d.]+ at step \d+ and [\d.]+ at step \d+: [\d.]+ is due at step 20\."),
        ("parity", r"Bits [01]{12}: \d+ ones, so that it ends on [01]\."),
    ],
)
def test_a_sentence_says_what_happens_in_a_sequence(name, pattern):
    watched = fixed_sequences(ALL[name], seed=2)
    assert all(re.fullmatch(pattern, words) for words in watched.words)


def test_sentences_count_steps_from_1():
    watched = fixed_sequences(TASKS["recall"])
    told, asked = map(int, re.findall(r"step (\d+)", watched.words[0]))
    assert watched.batch.xs[told - 1, 0, 0] == 1
    assert watched.batch.xs[asked - 1, 0, 2] == 1
    signal = fixed_sequences(TASKS["countdown"])
    number, tell, due = map(int, re.findall(r"\d+", signal.words[0]))
    assert tell + number == due
    assert signal.batch.ys[due - 1, 0, 0] == 1
