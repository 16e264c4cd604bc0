"""Sequence generation: how fast the shipped net speaks and is searched, and how well a fresh one learns the tunes."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from benchmarks.measure import Row
from lstm_core.generation.corpus import folk_tunes, stream
from lstm_core.generation.learning import train
from lstm_core.generation.model import SymbolNet, shipped_net
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.search.beam import beam
from lstm_core.generation.search.decoding import sample
from lstm_core.generation.settings import HOPED

SYMBOLS, LENGTH = 2_000, 40


@dataclass(frozen=True)
class Endless:
    """The net, but it goes on after END, so that every run is equally long."""

    net: SymbolNet
    end: None = None

    @property
    def symbols(self) -> str:
        """Those of the net."""
        return self.net.symbols

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """As the net does."""
        return self.net.begin()

    def advance(self, state: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """As the net does."""
        return self.net.advance(state, said)


def measure() -> list[Row]:
    """Characters a second, a beam of 5 over 40 characters, bits per character on tunes that are held out."""
    speaker, corpus = Endless(shipped_net()), folk_tunes()
    seconds = _usual(lambda: sample(speaker, SYMBOLS, 0))
    *_, last = train(corpus, clock=perf_counter)
    counted = (
        f"best n-gram {min(baselines(corpus).values()):.2f}; {len(stream(corpus.training))} characters of training"
    )
    few = f"{len(corpus.training)} tunes are too few"
    return [
        Row("sampling", SYMBOLS / seconds, "characters/s", least=1_000),
        Row("beam 5 over 40 characters", 1e3 * _usual(lambda: beam(speaker, 5, LENGTH)), "ms", 200),
        Row("training on the tunes", last.seconds, "s", 60),
        Row("held-out tunes, best net", last.best_bits, "bits per character", HOPED, counted, because=few),
    ]


def _usual(call: Callable[[], object], turns: int = 7) -> float:
    """Seconds, the median of some turns."""
    found = []
    for _ in range(turns):
        begin = perf_counter()
        call()
        found.append(perf_counter() - begin)
    return statistics.median(found)
