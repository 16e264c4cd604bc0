"""ABC is read as musicians read it: keys, lengths, bars, repeats, and a sound."""

import io
import tracemalloc
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lstm_core.generation
from lstm_core.generation.music.abc import _has_notes, bars, read_tune
from lstm_core.generation.music.bar_check import complaints, share_of_full_bars
from lstm_core.generation.music.lines import sorted_lines
from lstm_core.generation.music.synth import RATE, unfolded, wav
from lstm_core.generation.music.transpose import signature, to_c
from lstm_core.generation.upload import LARGEST, read_corpus
from tests.pace import pace, seconds

FILE = Path(lstm_core.generation.__file__).parent / "tunes.abc"
TUNES = [read_tune("X:" + block) for block in FILE.read_text(encoding="utf-8").split("\nX:")[1:]]
each_tune = pytest.mark.parametrize("tune", TUNES, ids=[tune.field("T") for tune in TUNES])


def tune(body, key="C", meter="4/4"):
    return read_tune(f"X:1\nM:{meter}\nL:1/8\nK:{key}\n{body}")


def pitches(read):
    return [note.pitch for bar in bars(read) for note in bar.notes]


def lengths(read):
    return [note.length * 8 for bar in bars(read) for note in bar.notes]


@each_tune
def test_every_shipped_tune_names_its_source_and_its_bars_add_up(tune):
    assert tune.field("S")
    assert tune.field("L") == "1/8"
    assert complaints(tune) == []


@each_tune
def test_every_shipped_tune_keeps_its_melody_in_c(tune):
    moved = to_c(tune)
    distances = {a - b for a, b in zip(pitches(tune), pitches(moved), strict=True) if a is not None}
    assert len(distances) == 1
    assert complaints(moved) == []


@pytest.mark.parametrize(
    ("key", "sharps", "flats"),
    [("C", "", ""), ("G", "F", ""), ("Edor", "FC", ""), ("Am", "", ""), ("F", "", "B"), ("Bb", "", "BE"),
     ("Cm", "", "BEA"), ("Dmix", "F", ""), ("F#m", "FCG", ""), ("A major", "FCG", "")],
)  # fmt: skip
def test_a_key_sharpens_and_flattens_what_music_theory_says(key, sharps, flats):
    found = signature(key)
    assert {letter for letter, change in found.items() if change == 1} == set(sharps)
    assert {letter for letter, change in found.items() if change == -1} == set(flats)


@pytest.mark.parametrize("key", ["H", "Cxyz", "G#lyd", "?"])
def test_a_key_that_does_not_exist_is_refused_in_a_sentence(key):
    with pytest.raises(ValueError, match=r"K:.*\. "):
        signature(key)


def test_letters_octaves_and_accidentals_become_pitches():
    assert pitches(tune("C, C c c' ^c _B =F z")) == [48, 60, 72, 84, 73, 70, 65, None]


def test_an_accidental_holds_to_the_end_of_its_bar_and_in_its_octave():
    assert pitches(tune("^F2F2f2G2|F8|", "C")) == [66, 66, 77, 67, 65]


def test_lengths_dots_and_triplets_become_fractions():
    assert lengths(tune("C C2 C3/2 C/ C/4 C// C>C C<C (3CCC C")) == [
        1, 2, Fraction(3, 2), Fraction(1, 2), Fraction(1, 4), Fraction(1, 4),
        Fraction(3, 2), Fraction(1, 2), Fraction(1, 2), Fraction(3, 2), *[Fraction(2, 3)] * 3, 1,
    ]  # fmt: skip


def test_chord_names_ornaments_and_grace_notes_are_no_notes():
    assert pitches(tune('"Am"A2 !trill!B2 {cd}c2 ~d2 (ef)g2-g2')) == [69, 71, 72, 74, 76, 77, 79, 79]


def test_of_notes_that_sound_together_the_first_is_played():
    assert pitches(tune("[CEG]2 [^FA]/ B2")) == [60, 66, 71]
    assert lengths(tune("[CEG]2 [^FA]/ B2")) == [2, Fraction(1, 2), 2]


@pytest.mark.parametrize(
    "body", ["A" * 19_000, "[A" * 9_000, ":" * 19_000 + "A", "A" + "9" * 10_000, "A" + "/" * 10_000, '"' * 19_000 + "A"]
)
def test_a_tune_of_nonsense_is_read_and_sounds_all_the_same(body):
    assert wav(tune(body), tempo=300).startswith(b"RIFF")


def test_the_tonic_of_every_tune_becomes_the_c_in_the_middle():
    for key, tonic in (("G", "G"), ("Edor", "E"), ("Bm", "B"), ("C", "C")):
        assert pitches(to_c(tune(tonic, key))) == [60]
    assert to_c(tune("G ^c =f _B", "G")).body == "C ^F _B _E"


def test_a_bar_that_does_not_add_up_is_named():
    assert complaints(tune("C4C4|C4C3|C4C4|")) == ["Bar 2 holds 7/8 of a whole note; the meter asks for 1."]
    assert share_of_full_bars(tune("C4C4|C4C3|C4C4|C8|")) == 0.75


def test_an_upbeat_and_the_last_bar_make_one_bar_together():
    assert complaints(tune("G2|C4C4|C6|]")) == []
    assert len(complaints(tune("G2|C4C4|C4|]"))) == 2


def test_repeats_are_played_twice_with_their_own_ends():
    played = unfolded(bars(tune("|:C8|1D8:|2E8|:F8:|G8|")))
    assert [bar.notes[0].pitch for bar in played] == [60, 62, 60, 64, 65, 65, 67]


@pytest.mark.parametrize("text", ["", "K:C", "X:1\nT:nothing\nK:G\n", "K:C\n| | |", "M:six\nK:C\nCDE"])
def test_what_is_no_tune_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"[A-Z].*\."):
        read_tune(text)


def test_a_tune_sounds_as_a_wav_of_the_length_it_lasts():
    with wave.open(io.BytesIO(wav(tune("A8|A8|"), tempo=120))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() / RATE == pytest.approx(4 + 0.6, abs=0.01)
        sound = np.frombuffer(file.readframes(-1), "<i2").astype(float)
    assert 20_000 < np.abs(sound).max() < 32_768
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) * RATE / len(sound) == pytest.approx(440, abs=1)


@pytest.mark.parametrize("body", ["A700|", "A350|B340|", "A8|" * 80])
def test_the_longest_sound_takes_no_more_memory_than_six_of_its_files(body):
    written = tune(body)
    tracemalloc.start()
    try:
        sound = wav(written, tempo=120)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 6 * len(sound)


@pytest.mark.parametrize("tempo", [0, -5, 1000, float("nan")])
def test_a_tempo_nobody_can_play_is_refused(tempo):
    with pytest.raises(ValueError, match="choose from 30 to 300"):
        wav(tune("A8|"), tempo)


# Whether a tune can be read is found out without its bars

SIGNS = [
    "A",
    "z",
    "c'2",
    "^F/",
    "A-",
    "|",
    ":|",
    "\n",
    "[CE]",
    "[x]2",
    "[]",
    "+CE+",
    "+trill+",
    '"Am"',
    "(3",
    "(99:",
    ">",
]
SIGNS += [
    "Z",
    "Z0",
    "Z999",
    "X3",
    "[K:D]",
    "[K:?]",
    "\nK:F#\n",
    "[M:3/4]",
    "[M:0]",
    "\nL:1/4\n",
    "[L:0]",
    "{g}",
    "y",
    "&",
]


def outcome(read):
    try:
        return bool(read())
    except ValueError as error:
        return str(error)


@given(body=st.lists(st.sampled_from(SIGNS), max_size=12).map("".join), meter=st.sampled_from(["", "M:6/8\n", "M:x\n"]))
def test_a_tune_can_be_read_if_and_only_if_it_has_bars_and_else_the_reason_is_the_same(body, meter):
    tune = sorted_lines(f"X:1\n{meter}K:G\n{body}", {}, 1)
    assert outcome(lambda: _has_notes(tune)) == outcome(lambda: bars(tune))


def test_two_megabytes_of_tunes_are_read_in_a_moment():
    shipped = FILE.read_text(encoding="utf-8")
    text = (shipped * (LARGEST // len(shipped) + 1)).encode()[:LARGEST]
    pieces = []
    took = seconds(lambda: pieces.extend(read_corpus(text).pieces))
    assert len(pieces) > 10_000
    assert took < 150 * pace()
