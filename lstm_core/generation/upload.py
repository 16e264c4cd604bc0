"""A learner's own text or tunes, read and checked."""

from lstm_core.generation.corpus import END, EVERY, Corpus, read_tunes
from lstm_core.generation.encoding import decoded

LARGEST = 2_000_000  # bytes of an upload
FEWEST, MOST_SYMBOLS = 1_000, 200  # characters in all; different ones
_PIECES = 16  # a text without blank lines is cut into so many


def read_corpus(data: bytes, name: str = "Your text") -> Corpus:
    """A learner's own text or tunes in ABC. Raises ValueError with a sentence if nothing can be learnt from it."""
    if len(data) > LARGEST:
        raise ValueError(f"This file has {len(data) / 1e6:.1f} MB; at most {LARGEST // 1_000_000} can be read here.")
    whole, notes = decoded(data)
    lines = _tidy(whole)
    text = lines.strip()
    if not text:
        raise ValueError("This file is empty. Choose a text, or tunes in ABC notation.")
    if len(text) < FEWEST:
        raise ValueError(f"This text has {len(text)} characters; a net needs {FEWEST} or more. Add some.")
    tunes = read_tunes(lines)
    if tunes.pieces or "\nK:" in lines:
        notes += tunes.notes
    corpus = Corpus(name, tunes.pieces or _paragraphs(text), notes)
    _check_symbols(len(corpus.symbols) - 1)
    return corpus


def _check_symbols(count: int) -> None:
    """Raise ValueError with a sentence if a text has too many or too few different characters."""
    if count > MOST_SYMBOLS - 1:
        raise ValueError(
            f"This text uses {count} different characters; at most {MOST_SYMBOLS} can be learnt. "
            "Choose a text in one alphabet."
        )
    if count < 2:
        raise ValueError("This text repeats the same character again and again; there is nothing to learn from it.")


def _tidy(text: str) -> str:
    """No tabs, no END, no blank space at the ends of lines."""
    lines = text.replace("\t", " ").replace(END, "").split("\n")
    return "\n".join(line.rstrip() for line in lines)


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
