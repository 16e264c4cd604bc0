"""A corpus: pieces of text and the symbols they are made of; some pieces are held out to judge on."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from lstm_core.generation.music.abc import WRITTEN_BY_NETS, read_tune
from lstm_core.generation.music.transpose import to_c
from lstm_core.generation.music.tune import Tune, read_unit

END = "∎"  # the empty symbol: said after every piece, and given to the net before its first
EVERY = 8  # every eighth piece is held out
FIELD_LINE = re.compile(r"(?m)^([A-Za-z]):[ ]*([^\n%]*?)[ ]*(?:%.*)?$")


@dataclass(frozen=True)
class Corpus:
    """Pieces of text: tunes, verses or paragraphs."""

    name: str
    pieces: tuple[str, ...]
    notes: tuple[str, ...] = ()  # what of a file was not read and why, a sentence each

    @cached_property
    def symbols(self) -> str:
        """Every character once; END is the first."""
        return END + "".join(sorted(set("".join(self.pieces))))

    @property
    def held_out(self) -> tuple[str, ...]:
        """Every eighth piece; no net and no n-gram counts or trains on them."""
        return self.pieces[EVERY - 1 :: EVERY]

    @property
    def training(self) -> tuple[str, ...]:
        """All the others."""
        return tuple(piece for k, piece in enumerate(self.pieces, 1) if k % EVERY)


def encoded(symbols: str, text: str) -> np.ndarray:
    """The places of characters among the symbols: (time,). Raises ValueError for one that is not among them."""
    unknown = sorted(set(text) - set(symbols))
    if unknown:
        raise ValueError(f"The net has never seen the character “{unknown[0]}”. Use only characters of its corpus.")
    known = _codes(symbols)
    order = np.argsort(known)
    return np.asarray(order[np.searchsorted(known, _codes(text), sorter=order)], dtype=np.int64)


def _codes(text: str) -> np.ndarray:
    """The Unicode number of every character."""
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def stream(pieces: tuple[str, ...]) -> str:
    """The pieces one after the other, END before the first, between them and after the last."""
    return END + "".join(piece + END for piece in pieces)


@cache
def folk_tunes() -> Corpus:
    """The tunes that come with the app, all moved to the tonic C."""
    text = (Path(__file__).parent / "tunes.abc").read_text(encoding="utf-8")
    return Corpus("Folk tunes", tunes(text))


def tunes(text: str) -> tuple[str, ...]:
    """Every tune in it that can be read, in C; () if there are fewer than EVERY."""
    return read_tunes(text).pieces


def read_tunes(text: str) -> Corpus:
    """The same, with a sentence for every tune that was left out and for whatever else was not read."""
    before, *blocks = re.split(r"(?m)^(?=X:)", text.replace("\r\n", "\n").replace("\r", "\n"))
    usual = {name: words for name, words in FIELD_LINE.findall(before) if name in "ML"}
    pieces, notes, line = [], [], before.count("\n") + 1
    for block in blocks:
        try:
            tune = to_c(read_tune(block.rstrip(), usual, line))
        except ValueError as error:
            notes.append(f"The tune in line {line} was left out. {error}")
        else:
            pieces.append(_piece(tune))
            notes += tune.unread
        line += block.count("\n")
    if blocks and len(pieces) < EVERY:
        notes.append(f"It is learnt as plain text: {len(pieces)} of its tunes can be read, {EVERY} are needed.")
    return Corpus("Tunes", tuple(pieces) if len(pieces) >= EVERY else (), tuple(notes))


def _piece(tune: Tune) -> str:
    """A tune as nets see it: only the fields that say how it goes on."""
    unit = "" if tune.unit == read_unit(WRITTEN_BY_NETS["L"]) else f"L:{tune.unit}\n"
    return f"{unit}M:{tune.field('M') or 'none'}\nK:{tune.field('K', 'C')}\n{tune.body.strip()}"
