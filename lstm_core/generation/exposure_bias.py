"""Exposure bias: the same net on the same tune, fed the true symbols (teacher forcing) or its own (free running).

In training the input is always the true symbol (Williams and Zipser 1989). When a net writes, it is the one that it
has just chosen, so it meets situations that it never met in training: exposure bias (Ranzato et al. 2016).
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.generation.corpus import encoded
from lstm_core.generation.predictor import Predictor, log_softmax, prompted

RUNS = 32  # free runs, so that one lucky sample does not decide


@dataclass(frozen=True)
class ExposureBias:
    """How surprised a net is by every symbol of a text, in bits, and how often it would have chosen another one.

    teacher_forced: after the true symbols; free_running: after as many of its own, the mean over RUNS. All (time,).
    `own` is what it wrote in the first run.
    """

    text: str
    own: str
    teacher_forced: np.ndarray
    free_running: np.ndarray
    wrong_teacher_forced: np.ndarray
    wrong_free_running: np.ndarray


def exposure_bias(predictor: Predictor, text: str, given: int, seed: int = 0) -> ExposureBias:
    """Both ways over a text of which the first `given` symbols are true in either; samples are at temperature 1.

    Raises ValueError with a sentence if nothing is left to predict.
    """
    if not 0 <= given < len(text):
        raise ValueError(f"{given} symbols are given, but the text has {len(text)}. Give fewer of them.")
    truth = encoded(predictor.symbols, text[given:])
    forced_bits, sampled = _walk(predictor, text[:given], truth, np.random.default_rng([seed, 1]), own=False)
    free_bits, own = _walk(predictor, text[:given], truth, np.random.default_rng([seed, 2]), own=True)
    first = "".join(predictor.symbols[place] for place in own[:, 0])
    wrong = ((sampled != truth[:, None]).mean(1), (own != truth[:, None]).mean(1))
    return ExposureBias(text[given:], first, forced_bits.mean(1), free_bits.mean(1), *wrong)


def _walk(
    predictor: Predictor, prompt: str, truth: np.ndarray, random: np.random.Generator, own: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Bits for the true symbols, and the symbols sampled in their place; truth: (time,) -> both (time, RUNS)."""
    logits, state = copies(predictor, prompt, RUNS)
    surprise, sampled = [], []
    for place in truth:
        log_p = log_softmax(logits)
        surprise.append(-log_p[:, place] / np.log(2))
        sampled.append(sample_rows(log_p, random))
        logits, state = predictor.advance(state, sampled[-1] if own else np.full(RUNS, place))
    return np.array(surprise), np.array(sampled)


def copies(predictor: Predictor, prompt: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits and states after a prompt, repeated `count` times."""
    logits, state = prompted(predictor, prompt)
    return np.repeat(logits, count, axis=0), np.repeat(state, count, axis=0)


def sample_rows(log_p: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One symbol per row by its probability; log_p: (runs, symbols) -> (runs,). By the Gumbel-max trick."""
    return np.asarray((log_p + random.gumbel(size=log_p.shape)).argmax(axis=1))
