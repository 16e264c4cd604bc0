"""What is watched are always the same sequences, and a sentence says what happens in them."""

import re

import numpy as np
import pytest

from lstm_core.tasks import TASKS, fixed_sequences
from tests.lstm_core.tasks.oracle import ALL, every_task, perfect


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
