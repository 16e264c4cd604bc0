"""A corpus: pieces of text and the symbols they are made of; some pieces are held out to judge on."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from lstm_core.generation.music.abc import read_tune
from lstm_core.generation.music.transpose import to_c

END = "∎"  # the empty symbol: said after every piece, and given to the net before its first
EVERY = 8  # every eighth piece is held out
_FIELDS = "MK"  # of a tune's header; the others, its name above all, say nothing about how it goes on


@dataclass(frozen=True)
class Corpus:
    """Pieces of text: tunes, verses or paragraphs."""

    name: str
    pieces: tuple[str, ...]

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
    found = []
    for block in ("\n" + text).split("\nX:")[1:]:
        try:
            tune = to_c(read_tune("X:" + block.strip()))
        except ValueError:
            continue
        header = "".join(f"{field}:{tune.field(field)}\n" for field in _FIELDS)
        unit = f"L:{tune.field('L')}\n" if tune.field("L", "1/8") != "1/8" else ""
        found.append(unit + header + tune.body.strip())
    return tuple(found) if len(found) >= EVERY else ()
