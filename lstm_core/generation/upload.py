"""A learner's own text or tunes, read and checked."""

import codecs

from lstm_core.generation.corpus import END, EVERY, Corpus, tunes

LARGEST = 2_000_000  # bytes of an upload
FEWEST, MOST_SYMBOLS = 1_000, 200  # characters in all; different ones
_PIECES = 16  # a text without blank lines is cut into so many
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_corpus(data: bytes, name: str = "Your text") -> Corpus:
    """A learner's own text or tunes in ABC. Raises ValueError with a sentence if nothing can be learnt from it."""
    if len(data) > LARGEST:
        raise ValueError(f"This file has {len(data) / 1e6:.1f} MB; at most {LARGEST // 1_000_000} can be read here.")
    text = _tidy(_decoded(data))
    if not text:
        raise ValueError("This file is empty. Choose a text, or tunes in ABC notation.")
    if len(text) < FEWEST:
        raise ValueError(f"This text has {len(text)} characters; a net needs {FEWEST} or more. Add some.")
    corpus = Corpus(name, tunes(text) or _paragraphs(text))
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
