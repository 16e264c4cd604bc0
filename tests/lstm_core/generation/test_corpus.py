"""A text becomes pieces and symbols; what cannot be learnt from is refused in a sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.generation.corpus import END, Corpus, encoded, folk_tunes, stream, tunes
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


def listed(line, count=60):
    return "\n\n".join(f"{line} {k}" for k in range(count))


LANGUAGES = [
    ("Старый дом стоит у реки, и окна его открыты", ("cp1251", "koi8-r", "cp866", "mac_cyrillic", "iso-8859-5")),
    ("大河边的老房子窗户都开着", ("gbk", "gb18030", "big5hkscs")),
    ("川のそばの古い家の窓は開いています", ("shift_jis", "euc_jp", "iso2022_jp")),
    ("강가의 오래된 집은 창문이 열려 있다", ("euc_kr", "cp949")),
    ("Příliš žluťoučký kůň úpěl ďábelské ódy", ("cp1250", "iso-8859-2")),
    ("Stary dom stoi nad rzeką, okna są otwarte, żółć", ("cp1250", "iso-8859-2")),
    ("A nő és a hűség más volt ott", ("cp1250", "iso-8859-2")),
    ("Eski ev nehrin kıyısında, şığ ve açık", ("cp1254",)),
    ("Senas namas prie upės, ąžuolų į šoną", ("cp1257",)),
    ("Το παλιό σπίτι στέκεται δίπλα στο ποτάμι", ("cp1253",)),
    ("הבית הישן עומד ליד הנהר", ("cp1255",)),
    ("البيت القديم بجانب النهر", ("cp1256",)),
    ("Das alte Häuschen am Fluß hat schöne Fenster", ("mac_roman", "cp850")),
]


@pytest.mark.parametrize(
    ("line", "encoding"), [(line, encoding) for line, encodings in LANGUAGES for encoding in encodings]
)
def test_letters_of_another_encoding_are_never_taken_for_others(line, encoding):
    with pytest.raises(ValueError, match=r"UTF-8.*\.$"):
        read_corpus(listed(line).encode(encoding, "ignore"))


@pytest.mark.parametrize("line", [line for line, _ in LANGUAGES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_all_its_forms(line, encoding):
    corpus = read_corpus(listed(line).encode(encoding))
    assert (corpus.pieces[0], corpus.notes) == (f"{line} 0", ())


@pytest.mark.parametrize(
    "line",
    ["Das Haus am Fluß hat schöne grüne Fenster", "Le château près de la rivière où il a été", "El niño de la montaña",
     "La città è più bella così", "O cão não está na estrada", "Huset på øen er også grønt"],
)  # fmt: skip
def test_western_letters_in_windows_1252_are_read_and_it_is_said(line):
    corpus = read_corpus(listed(line).encode("cp1252"))
    assert corpus.pieces[0] == f"{line} 0"
    assert corpus.notes == (
        "It is not in UTF-8 and was read as Windows-1252. If letters look wrong, save it as UTF-8.",
    )


@pytest.mark.parametrize("line", ["The old house stands by the river", *(line for line, _ in LANGUAGES)])
@pytest.mark.parametrize(
    ("byte", "what"),
    [(b"\xff", "a sign that is not UTF-8"), (b"\x00", "a control sign"), (b"\xc3", "a sign that is not UTF-8")],
)
def test_one_bad_byte_does_not_spoil_a_file_and_its_line_is_named(line, byte, what):
    first, rest = (listed(line) + "\n").encode(), listed(line).encode()
    corpus = read_corpus(first + byte + rest)
    assert corpus.pieces[0] == f"{line} 0"
    assert corpus.notes == (f"Line 120: {what} was left out.",)


@pytest.mark.parametrize("ending", [b"\x1a", b"\x1a\x1a\x1a", b"\r\n\x1a", b"\x00"])
def test_the_end_that_old_editors_write_is_no_part_of_a_text(ending):
    corpus = read_corpus(listed("The old house").encode() + ending)
    assert (corpus.pieces[-1], corpus.notes) == ("The old house 59", ())


def test_a_file_that_was_cut_in_the_middle_of_a_letter_is_read():
    corpus = read_corpus((listed("Die Tür und das Fenster") + " ü").encode()[:-1])
    assert (corpus.pieces[-1], corpus.notes) == (
        "Die Tür und das Fenster 59",
        ("Line 119: a sign that is not UTF-8 was left out.",),
    )


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1251", "gbk", "shift_jis", "cp1252"]))
def test_any_bytes_are_a_text_or_a_sentence(data, encoding):
    for upload in (data * 100, listed("Старый дом, das Haus fällt, X:1\nK:C\nabc|").encode(encoding, "ignore") + data):
        try:
            sentences = read_corpus(upload).notes
        except ValueError as error:
            sentences = (str(error),)
        assert all(sentence.endswith(".") for sentence in sentences)


def test_a_tune_that_is_left_out_is_named_with_its_line_and_why():
    blocks = [TUNE.format(k=k) for k in range(10)]
    blocks[2] = blocks[2].replace("K:G", "K:Q")
    corpus = read_corpus(("% a collection\n\n" + "\n\n".join(blocks) + "\n\nwritten down by me").encode())
    assert len(corpus.pieces) == 9
    assert corpus.notes == (
        "The tune in line 17 was left out. K:Q is not a key that can be read. Write for example K:G, K:Am or K:Edor.",
        "Line 72: the tune ends here, what follows is not read.",
    )


def test_too_few_tunes_are_learnt_as_text_and_it_is_said():
    corpus = read_corpus("\n\n".join(TUNE.format(k=k) for k in range(5)).encode() + b"\n" + b"abc " * 300)
    assert corpus.notes[-1] == "It is learnt as plain text: 5 of its tunes can be read, 8 are needed."


def test_fields_above_the_first_tune_hold_for_all_and_lengths_are_kept():
    one = "X:1\nT:Again\nK:C clef=bass % low\nCDEF GABc|cBAG FEDC|\n"
    assert set(tunes("M:2/4\n\n" + f"{one}\n" * 8)) == {"L:1/16\nM:2/4\nK:C\nCDEF GABc|cBAG FEDC|"}
    assert set(tunes(f"{one}\r\n" * 8)) == {"M:none\nK:C\nCDEF GABc|cBAG FEDC|"}


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
