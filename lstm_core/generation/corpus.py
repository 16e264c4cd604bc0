"""A corpus: pieces of text and the symbols they are made of; some pieces are held out to judge on."""

import codecs
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from lstm_core.generation.abc import read_tune
from lstm_core.generation.transpose import to_c

END = "∎"  # the empty symbol: said after every piece, and given to the net before its first
EVERY = 8  # every eighth piece is held out
LARGEST = 2_000_000  # bytes of an upload
FEWEST, MOST_SYMBOLS = 1_000, 200  # characters in all; different ones
_PIECES = 16  # a text without blank lines is cut into so many
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
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
    places = {symbol: k for k, symbol in enumerate(symbols)}
    return np.array([places[symbol] for symbol in text], dtype=np.int64)


def stream(pieces: tuple[str, ...]) -> str:
    """The pieces one after the other, END before the first, between them and after the last."""
    return END + "".join(piece + END for piece in pieces)


@cache
def folk_tunes() -> Corpus:
    """The tunes that come with the app, all moved to the tonic C."""
    text = (Path(__file__).parent / "tunes.abc").read_text(encoding="utf-8")
    return Corpus("Folk tunes", _tunes(text))


def read_corpus(data: bytes, name: str = "Your text") -> Corpus:
    """A learner's own text or tunes in ABC. Raises ValueError with a sentence if nothing can be learnt from it."""
    if len(data) > LARGEST:
        raise ValueError(f"This file has {len(data) / 1e6:.1f} MB; at most {LARGEST // 1_000_000} can be read here.")
    text = _tidy(_decoded(data))
    if not text:
        raise ValueError("This file is empty. Choose a text, or tunes in ABC notation.")
    if len(text) < FEWEST:
        raise ValueError(f"This text has {len(text)} characters; a net needs {FEWEST} or more. Add some.")
    corpus = Corpus(name, _tunes(text) or _paragraphs(text))
    if len(corpus.symbols) > MOST_SYMBOLS:
        raise ValueError(
            f"This text uses {len(corpus.symbols) - 1} different characters; at most {MOST_SYMBOLS} can be learnt. "
            "Choose a text in one alphabet."
        )
    if len(corpus.symbols) < 3:
        raise ValueError("This text says the same character again and again; there is nothing to learn from it.")
    return corpus


def _decoded(data: bytes) -> str:
    """The text, whatever encoding it has; Windows-1252 if it is no Unicode."""
    marked = next((encoding for mark, encoding in _BOMS.items() if data.startswith(mark)), "")
    for encoding in filter(None, (marked, "utf-8", "cp1252")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\n\r\f\v" for sign in text):
            return text
    raise ValueError("This file is not a text. Choose one that a plain text editor can open, saved as UTF-8.")


def _tidy(text: str) -> str:
    """One kind of new line, no tabs, no END, no blank space at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace(END, "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _tunes(text: str) -> tuple[str, ...]:
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


def _paragraphs(text: str) -> tuple[str, ...]:
    """Parts between blank lines, or else between lines, or else equally long, so that there are enough of them."""
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()]
    if len(blocks) >= EVERY:
        return tuple(blocks)
    lines = [line for line in text.split("\n") if line]
    if len(lines) >= _PIECES:
        size = -(-len(lines) // _PIECES)
        return tuple("\n".join(lines[k : k + size]) for k in range(0, len(lines), size))
    size = -(-len(text) // _PIECES)
    return tuple(text[k : k + size] for k in range(0, len(text), size))
