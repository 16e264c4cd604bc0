"""A text becomes pieces and symbols; what cannot be learnt from is refused in a sentence."""

import numpy as np
import pytest

from lstm_core.generation.corpus import END, Corpus, encoded, folk_tunes, stream
from lstm_core.generation.upload import read_corpus

TEXT = "\n\n".join(f"A paragraph of words, the one with the number {k}, and how it goes on." for k in range(40))
TUNE = "X:{k}\nT:Tune {k}\nM:2/4\nL:1/8\nK:G\n" + "GABc dedB|" * 12


def test_every_eighth_piece_is_held_out_and_no_piece_is_in_both_parts():
    corpus = folk_tunes()
    assert len(corpus.held_out) == len(corpus.pieces) // 8
    assert not set(corpus.held_out) & set(corpus.training)
    assert sorted(corpus.held_out + corpus.training) == sorted(corpus.pieces)


def test_the_shipped_tunes_are_all_in_c_and_without_their_names():
    for piece in folk_tunes().pieces:
        assert "\nK:C" in piece
        assert "T:" not in piece


def test_symbols_are_places_and_back():
    corpus = Corpus("toy", ("abba", "cab"))
    assert corpus.symbols == END + "abc"
    assert encoded(corpus.symbols, stream(corpus.pieces)).tolist() == [0, 1, 2, 2, 1, 0, 3, 1, 2, 0]


def test_an_unknown_character_is_named():
    with pytest.raises(ValueError, match="“z”"):
        encoded("abc", "az")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding_is_read(encoding):
    corpus = read_corpus((TEXT + "\n\nÄpfel und Öl").encode(encoding))
    assert len(corpus.pieces) == 41
    assert corpus.pieces[-1] == "Äpfel und Öl"


def test_tunes_are_cut_at_their_numbers_and_moved_to_c():
    corpus = read_corpus("\n\n".join(TUNE.format(k=k) for k in range(10)).encode())
    assert len(corpus.pieces) == 10
    assert corpus.pieces[0].startswith("M:2/4\nK:C\n")


@pytest.mark.parametrize("text", ["word " * 400, "line\nand another\n" * 100, "x y\r\n" * 400])
def test_a_text_without_blank_lines_is_cut_into_enough_pieces_to_hold_some_out(text):
    corpus = read_corpus(text.encode())
    assert corpus.held_out
    assert corpus.training


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"too short", "1000 or more"),
        (b"a" * 2_000_001, "at most 2"),
        (b"a" * 3000, "same character"),
        (bytes(range(256)) * 10, "not a text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00" * 200, "not a text"),
        ("".join(chr(0x4E00 + k) for k in range(1500)).encode(), "different characters"),
    ],
)
def test_an_upload_that_cannot_be_learnt_is_refused_in_a_sentence(data, words):
    with pytest.raises(ValueError, match=words) as refused:
        read_corpus(data)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("seed", range(20))
def test_no_upload_breaks_the_reader(seed):
    rng = np.random.default_rng(seed)
    data = rng.integers(0, 256 if seed % 2 else 128, 3000).astype(np.uint8).tobytes()
    try:
        corpus = read_corpus(b"X:1\nK:C\n" + data)
    except ValueError:
        return
    assert corpus.training
    assert corpus.held_out
