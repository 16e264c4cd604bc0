"""The lecture's recall net in Keras 3, as published (Marquardt, `06_LSTM_simpleExamples`): run by an interpreter
that has Keras. Prints one line of JSON: CPU seconds until our criterion is met, and steps a second.

Only training is timed, on one thread; tasks and criterion are ours (NumPy). KERAS_BACKEND chooses the backend.
"""

import json
import os
import time
from statistics import median

import numpy as np

if os.environ["KERAS_BACKEND"] == "tensorflow":
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
import keras

from lstm_core.tasks import FRESH, LECTURE_TASKS, Batch

TASK, BATCH, CHECKED_EVERY, MOST = LECTURE_TASKS["recall (lecture)"], 20, 100, 10_000
SEEDS = range(1000, 1003 if os.environ["KERAS_BACKEND"] == "tensorflow" else 1000)
STEPS = 300  # in each of the timed rounds


def net(hidden: int, compiled: bool | str = "auto") -> keras.Model:
    """LSTM -> LSTM 2, no readout, Adam at 0.001."""
    layers = [keras.layers.LSTM(units, return_sequences=True) for units in (hidden, 2)]
    model = keras.Sequential([keras.Input((20, 3)), *layers])
    model.compile(loss="mean_squared_error", optimizer="adam", jit_compile=compiled)
    return model


def fresh(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs, targets, mask, with the batch first, as Keras wants it."""
    xs, ys, mask = TASK.make(rng, count)
    return xs.swapaxes(0, 1), ys.swapaxes(0, 1), mask


def solved(model: keras.Model, rng: np.random.Generator) -> bool:
    """Our criterion, of the first output, on 1,000 fresh sequences."""
    xs, ys, mask = fresh(rng, FRESH)
    said = np.asarray(model.predict_on_batch(xs))
    first = [array.swapaxes(0, 1)[..., :1] for array in (said, ys)]
    return TASK.criterion(first[0], Batch(xs.swapaxes(0, 1), first[1], mask)).solved


def to_criterion(seed: int) -> dict:
    """Train until it is met twice in a row."""
    keras.utils.set_random_seed(seed)
    rng, model, seconds, met = np.random.default_rng(seed), net(5), 0.0, 0
    model.train_on_batch(*fresh(rng, BATCH)[:2])  # tracing is not training
    for batches in range(CHECKED_EVERY, MOST + 1, CHECKED_EVERY):
        start = time.process_time()
        for _ in range(CHECKED_EVERY):
            model.train_on_batch(*fresh(rng, BATCH)[:2])
        seconds += time.process_time() - start
        met = met + 1 if solved(model, rng) else 0
        if met == 2:
            return {"solved": True, "batches": batches, "seconds": seconds}
    return {"solved": False, "batches": MOST, "seconds": seconds}


def pace(hidden: int, compiled: bool | str) -> float:
    """Steps a CPU second of train_on_batch, the median of three rounds."""
    rng, model = np.random.default_rng(0), net(hidden, compiled)
    batches = [fresh(rng, BATCH)[:2] for _ in range(STEPS)]
    rounds = []
    for _ in range(4):
        start = time.process_time()
        for xs, ys in batches:
            model.train_on_batch(xs, ys)
        rounds.append(STEPS / (time.process_time() - start))
    return median(rounds[1:])  # the first one compiles


def pace_of_fit(hidden: int) -> float:
    """Steps a CPU second of one `fit` over batches drawn beforehand, the median of three rounds."""
    xs, ys, _ = fresh(np.random.default_rng(0), BATCH * STEPS)
    model, rounds = net(hidden), []
    for _ in range(4):
        start = time.process_time()
        model.fit(xs, ys, batch_size=BATCH, verbose=0)
        rounds.append(STEPS / (time.process_time() - start))
    return median(rounds[1:])  # the first one compiles


if __name__ == "__main__":
    paces = {
        size: {"step by step": pace(size, "auto"), "compiled": pace(size, True), "fit": pace_of_fit(size)}
        for size in (5, 20)
    }
    print(json.dumps({"pace": paces, "recall": [to_criterion(seed) for seed in SEEDS]}))
