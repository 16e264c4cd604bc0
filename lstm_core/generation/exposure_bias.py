"""Teacher forcing against feeding back: the same net on the same tune, told the truth or reading its own words.

In training the symbol that goes in is always the true one (Williams and Zipser 1989). When a net writes, it is the one
it has just said: it meets places it never met in training, which is called exposure bias (Bengio et al. 2015).
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.generation.corpus import encoded
from lstm_core.generation.predictor import Speaker, log_softmax, prompted

RUNS = 32  # times it says its own, so that one lucky throw does not decide


@dataclass(frozen=True)
class Along:
    """How surprised a net is by every symbol of a text, in bits, and how often it would have said another one.

    told: after the true symbols before; fed: after as many of its own, the mean over RUNS. All (time,). `own` is what
    it said the first time.
    """

    text: str
    own: str
    told: np.ndarray
    fed: np.ndarray
    wrong_told: np.ndarray
    wrong_fed: np.ndarray


def along(speaker: Speaker, text: str, given: int, seed: int = 0) -> Along:
    """Both ways along a text of which the first `given` symbols are told either way; all throws at temperature 1.

    Raises ValueError with a sentence if nothing is left to say.
    """
    if not 0 <= given < len(text):
        raise ValueError(f"{given} symbols are given, but the text has {len(text)}. Give fewer of them.")
    truth = encoded(speaker.symbols, text[given:])
    told, said = _walk(speaker, text[:given], truth, np.random.default_rng([seed, 1]), own=False)
    fed, own = _walk(speaker, text[:given], truth, np.random.default_rng([seed, 2]), own=True)
    first = "".join(speaker.symbols[place] for place in own[:, 0])
    wrong = ((said != truth[:, None]).mean(1), (own != truth[:, None]).mean(1))
    return Along(text[given:], first, told.mean(1), fed.mean(1), *wrong)


def _walk(
    speaker: Speaker, prompt: str, truth: np.ndarray, random: np.random.Generator, own: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Bits for the true symbols, and what was said in their place; truth: (time,) -> both (time, RUNS)."""
    logits, state = copies(speaker, prompt, RUNS)
    surprise, said = [], []
    for place in truth:
        log_p = log_softmax(logits)
        surprise.append(-log_p[:, place] / np.log(2))
        said.append(thrown(log_p, random))
        logits, state = speaker.advance(state, said[-1] if own else np.full(RUNS, place))
    return np.array(surprise), np.array(said)


def copies(speaker: Speaker, prompt: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits and states after a beginning, as often as asked for."""
    logits, state = prompted(speaker, prompt)
    return np.repeat(logits, count, axis=0), np.repeat(state, count, axis=0)


def thrown(log_p: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One symbol per row by its probability; log_p: (runs, symbols) -> (runs,). Gumbel's way of throwing dice."""
    return np.asarray((log_p + random.gumbel(size=log_p.shape)).argmax(axis=1))
