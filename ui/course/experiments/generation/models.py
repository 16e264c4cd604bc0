"""Which net speaks: the one that comes with the app, or one that was taught in this session."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from lstm_core.generation.corpus import Corpus, folk_tunes, stream
from lstm_core.generation.model import SymbolNet, shipped_net
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.predictor import bits
from lstm_core.generation.settings import HOPED
from ui.common.creations import forget_oldest
from ui.common.server_wide import server_wide
from ui.common.session import choose, chosen, session

SHIPPED, KEY = "The net of this app", "speaker"
MOST = 6  # kept for a session


@dataclass(frozen=True)
class TextGenerator:
    """A net, the corpus it was taught on, and bits per character on what is held out: its own, the best n-gram's."""

    name: str
    net: SymbolNet
    corpus: Corpus
    bits: float
    counted: float

    @cached_property
    def fingerprint(self) -> str:
        """Its weights and its corpus as a word, for caches."""
        content = [self.net.save(), *(piece.encode() for piece in self.corpus.pieces)]
        return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in content)).hexdigest()

    @property
    def size(self) -> int:
        """Bytes in memory, roughly: the weights, and the texts once whole and once by part."""
        return sum(weight.nbytes for weight in self.net.weights.values()) + 2 * sum(map(len, self.corpus.pieces))

    @property
    def musical(self) -> bool:
        """Whether it was taught tunes."""
        return any("\nK:" in piece for piece in self.corpus.pieces)

    @property
    def opening(self) -> str:
        """Characters to begin with: a header, if these are tunes."""
        return "M:4/4\nK:C\n" if self.musical else ""


BY_CONTENT: dict[str | type[Any], Callable[[Any], Any]] = {  # how caches tell generators apart
    TextGenerator: lambda generator: generator.fingerprint
}


@server_wide
def shipped() -> TextGenerator:
    """The net that comes with the app, judged once for everybody."""
    net, corpus = shipped_net(), folk_tunes()
    counted = min(baselines(corpus, (2, 3, 4)).values())
    return TextGenerator(SHIPPED, net, corpus, bits(net, stream(corpus.held_out)[1:]), counted)


def chosen_generator() -> TextGenerator:
    """Draw the choice, if there is one, and what is to be known about the net."""
    nets = session().own.generators
    if chosen(KEY, SHIPPED) not in (SHIPPED, *nets):
        choose({KEY: SHIPPED})
    name = SHIPPED
    if nets:
        name = st.selectbox("Net", [SHIPPED, *reversed(nets)], key=KEY, persist_state="session", width=320) or SHIPPED
    generator = shipped() if name == SHIPPED else nets[name]
    st.caption(description(generator))
    return generator


def keep_generator(generator: TextGenerator) -> None:
    """Keep a net under its name and choose it; the oldest makes way."""
    nets = session().own.generators
    nets[generator.name] = generator
    forget_oldest(nets, MOST)
    choose({KEY: generator.name})


def description(generator: TextGenerator) -> str:
    """How large, taught on what, and how good, beside counting."""
    corpus = generator.corpus
    what = "tunes, all moved to C," if generator.musical else "pieces"
    hoped = (
        f" We had aimed at {HOPED:g}. With so few tunes it did not get there; folk-rnn learnt from more than 23,000."
        if generator.name == SHIPPED
        else ""
    )
    return (
        f"An LSTM with {generator.net.hidden} units, taught on {len(corpus.training):,} {what} with "
        f"{len(stream(corpus.training)):,} characters. On {len(corpus.held_out):,} others it needs "
        f"**{generator.bits:.2f} bits per character**; the best n-gram, which only counts, needs "
        f"{generator.counted:.2f}.{hoped}"
    )
