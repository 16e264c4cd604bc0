"""ABC as its standard (2.1) has it: what collections of tunes hold is read, or a sentence says what is not."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lstm_core.generation.music.abc import WRITTEN_BY_NETS, bars, read_tune
from lstm_core.generation.music.bar_check import complaints
from lstm_core.generation.music.transpose import signature, to_c
from tests.lstm_core.generation.music.test_abc import lengths, pitches, tune


def header(body="C", **fields):
    return read_tune("X:1\n" + "".join(f"{name}:{words}\n" for name, words in fields.items()) + body)


@pytest.mark.parametrize(
    ("fields", "length"),
    [({"M": "2/4"}, "1/16"), ({"M": "5/8"}, "1/16"), ({"M": "3/4"}, "1/8"), ({"M": "C|"}, "1/8"),
     ({"M": "none"}, "1/8"), ({}, "1/8"), ({"L": "1"}, "1"), ({"M": "2/4", "L": "1/4"}, "1/4")],
)  # fmt: skip
def test_without_a_length_the_meter_decides_how_long_a_letter_is(fields, length):
    read = header(**fields, K="C")
    assert [str(note.length) for bar in bars(read) for note in bar.notes] == [length]


def test_what_nets_write_keeps_its_eighths_in_every_meter():
    assert str(bars(read_tune("M:2/4\nK:C\nC2D2|", WRITTEN_BY_NETS))[0].length) == "1/2"


@pytest.mark.parametrize(
    ("meter", "holds"),
    [("C", "1"), ("C|", "1"), ("2+3/8", "5/8"), ("(2+2+3)/8", "7/8"), ("2/4 + 3/8", "7/8"), ("12/8", "3/2"),
     ("none", "None"), ("", "None")],
)  # fmt: skip
def test_every_way_to_write_a_meter(meter, holds):
    read = header("C|D|E|", M=meter, L="1/8", K="C")
    assert str(read.meter) == holds
    assert bool(complaints(read)) == (holds != "None")


@pytest.mark.parametrize("word", ["M:six", "M:4", "M:0/4", "M:4/0", "M:3/4 2/4", "M:1/8+", "L:0", "L:1/0", "L:half"])
def test_a_meter_or_a_length_that_does_not_exist_is_refused(word):
    for text in (f"X:1\n{word}\nK:C\nC|", f"X:1\nK:C\nC|\n{word}\nD|", f"X:1\nK:C\nC|[{word}]D|"):
        with pytest.raises(ValueError, match=rf"^{word[:2]}.* is not a (meter|length)\. Write"):
            read_tune(text)


@pytest.mark.parametrize(
    ("key", "altered"),
    [("Bloc", {}), ("F# locrian", {"F": 1}), ("B♭", {"B": -1, "E": -1}),
     ("B flat", {"B": -1, "E": -1}), ("F♯m", {"F": 1, "C": 1, "G": 1}),
     ("EDor", {"F": 1, "C": 1}), ("D Phr ^f", {"B": -1, "E": -1, "F": 1}), ("D exp _b^f", {"B": -1, "F": 1}),
     ("G =f", {}),
     ("Dm_a", {"B": -1, "A": -1}), ("G clef=bass", {"F": 1}), ("G treble-8", {"F": 1}), ("Am middle=d octave=-1", {}),
     ('D name="C flute" bass', {"F": 1, "C": 1}),
     ("none", {}), ("", {}), ("HP", {}), ("Hp", {"F": 1, "C": 1}), ("C alto % a remark", {}),
     ("treble", {}), ("G minor", {"B": -1, "E": -1})],
)  # fmt: skip
def test_a_key_may_have_a_mode_accidentals_and_a_clef(key, altered):
    assert {name: sign for name, sign in signature(key).items() if sign} == {n: s for n, s in altered.items() if s}


@pytest.mark.parametrize(
    ("words", "pitch"),
    [
        ("K:C octave=-1", 48),
        ("K:C treble+8", 72),
        ("K:C bass_8", 48),
        ("K:C transpose=-2", 58),
        ("V:1 octave=1\nK:C", 72),
    ],
)
def test_a_clef_may_make_it_sound_higher_or_lower(words, pitch):
    assert pitches(read_tune(f"X:1\n{words}\nC")) == [pitch]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("F|\nK:G\nF|[K:D]C|", [65, 66, 61]),
        ("F|[K:bass]F|[K:G bass]F|", [65, 65, 66]),
        ("^F-|F F|", [66, 66, 65]),
        ("[CE^F]F|F", [60, 66, 65]),
        ("+CEG+ +f+D +D.C.+E !a b!F", [60, 62, 64, 65]),
        ("C|% a faded bag\n  % bad\nD|", [60, 62]),
        ("C! D|E! F|", [60, 62, 64, 65]),
        ("%%begintext\nbad cafe\n%%endtext\nC", [60]),
        ("w:a bad face \\\n+:bad cafe\nC\nW:bed\nP:B\nN:dead\nD", [60, 62]),
        ('"^a bad edge"C "Am7"D [r:bad]E', [60, 62, 64]),
        ("C D E:|", [60, 62, 64]),
        ("A:|B::c", [69, 71, 72]),
    ],
)
def test_what_is_no_music_is_not_played_and_fields_hold_from_where_they_stand(body, expected):
    read = tune(body)
    assert pitches(read) == expected
    assert read.unread == ()


def test_a_field_that_goes_on_in_the_next_line_is_no_music():
    text = "X:1\nT:a bad \\\ncafe\nT:more\n+:a faced bed\nH:of a dead\ncabbage\nM:4/4\nL:1/8\nK:C\nC8|"
    assert pitches(read_tune(text)) == [60]
    assert pitches(read_tune(text.replace("\n", "\r\n"))) == [60]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[C2E2G2] [CEG]6 [C2E]3 [C/E]", ["2", "6", "6", "1/2"]),
        ("(2CD (3CDE (4CDEF", [*["3/2"] * 2, *["2/3"] * 3, *["3/4"] * 4]),
        ("(5CDEFG (6CDEFGA", [*["2/5"] * 5, *["1/3"] * 6]),
        ("(3:2:4CDEF (3::2CDE (3:4CDE", [*["2/3"] * 4, "2/3", "2/3", "1", *["4/3"] * 3]),
        ("(3CD|E F", ["2/3", "2/3", "2/3", "1"]),
        ("Z2|C8|", ["8", "8", "8"]),
        ("C8|\nL:1/4\nC4|[L:1/16]C", ["8", "8", "1/2"]),
    ],
)
def test_chords_tuplets_rests_and_lengths_that_change(body, expected):
    assert [str(length) for length in lengths(tune(body))] == expected


def test_five_notes_take_the_time_of_three_where_beats_have_three_parts():
    assert lengths(tune("(5CDEFG", meter="6/8")) == [lengths(tune("(5CDEFG", meter="9/8"))[0]] * 5
    assert str(lengths(tune("(5CDEFG", meter="6/8"))[0]) == "3/5"


def test_a_meter_that_changes_asks_for_other_bars():
    assert complaints(tune("C8|\nM:3/4\nC6|D6|[M:none]C|DE|")) == []
    assert complaints(tune("C8|\nM:3/4\nC6|D8|E6|")) == ["Bar 3 holds 1 of a whole note; the meter asks for 3/4."]


@pytest.mark.parametrize(
    ("body", "expected", "sentence"),
    [
        ("C8|\n\nA bad cafe", [60], "Line 6: the tune ends here, what follows is not read."),
        ("C8|\nX:2\nD8|", [60], "Line 6: the tune ends here, what follows is not read."),
        ("V:1\nC8|\nV:2\nD8|\nV:1\nE8|", [60, 64], "Line 8: only the first voice is read, the voice 2 is left out."),
        ("[V:T]C8|[V:B]D8|", [60], "Line 5: only the first voice is read, the voice B is left out."),
        ("C2 & E2|D2|", [60, 62], "Line 5: of voices that sound together (&) only the first is read."),
        ("C\n^/D", [60, 62], "Line 6: the sign “^” is not read."),
        ("m:~n=abc\nC", [60], "Line 5: macros (m:) are not read, the notes they expand to are missing."),
    ],
)
def test_what_is_not_read_is_said_with_its_line(body, expected, sentence):
    read = tune(body)
    assert pitches(read) == expected
    assert read.unread == (sentence,)


@pytest.mark.parametrize(
    ("key", "body", "moved"),
    [
        ("G", "G8| % Bad page\nA8|", "C8|\nD8|"),
        (
            "G",
            '"Am7/E"A "^a bad edge"B !fermata!c +fermata+d +GBd+',
            '"Dm7/A"D "^a bad edge"E !fermata!F +fermata+G +CEG+',
        ),
        ("Bb", '"Bb"B=B|\nK:F\nF|[K:Gm]G|[M:3/4]"F/A"F', '"C"C^C|\nK:G\nG,|[K:Am]A,|[M:3/4]"G/B"G,'),
    ],
)
def test_a_tune_moves_with_its_chords_and_changes_of_key(key, body, moved):
    assert to_c(tune(body, key)).body == moved


KEYS = st.sampled_from(["C", "G", "Bb", "F#m", "Edor", "Abmix", "D Phr ^f", "G exp _b ^f", "Hp", "Bloc", "Eb"])
MUSIC = st.lists(
    st.sampled_from(
        ["C", "^F", "_b", "=c", "^g'", "[CEG]2", "[^F_A]", "z", "|", "(3", ">", "-", "\nK:D\n", "[K:Am]", "A,", '"Am"',
         "Z"]
    ),
    min_size=1, max_size=25,
).map("".join)  # fmt: skip


@given(KEYS, MUSIC)
def test_every_melody_stays_the_same_melody_in_c(key, music):
    moved = ()
    with suppress(ValueError):  # a key that would need too many sharps
        moved = to_c(read := tune("C|" + music, key))
    assume(moved)
    pairs = zip(pitches(read), pitches(moved), strict=True)
    assert len({after - before for before, after in pairs if before is not None}) == 1
    assert lengths(read) == lengths(moved)


PARTS = st.sampled_from(
    ["X:1\n", "K:C\n", "\nK:", "\nM:", "\nL:", "[K:", "[M:", "]", "1/", "8", "+", "C", "^", "|:", ":|", "\n", "\n\n",
     "V:1\n", "[V:2]", "{", "}", '"', "!", "(3", "(12:", ":", "[", "Z", "99", "&", "%", "%%begintext", "\\", "-", "<",
     ">", "♯", "w:", "T:a\\\n", "exp", " "]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=3), max_size=40).map("".join))
def test_any_text_is_a_tune_or_a_sentence(text):
    try:
        read = read_tune(text)
        sentences = read.unread
        to_c(read)
    except ValueError as error:
        sentences = (str(error),)
    else:
        assert all(bar.notes for bar in bars(read))
        assert isinstance(complaints(read), list)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_rest_without_end_is_refused():
    with pytest.raises(ValueError, match="rests for more than 1000 bars"):
        tune("C" + "Z99|" * 4_000)
