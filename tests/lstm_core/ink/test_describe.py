"""A sheet is said in words, in both languages: every part, every wire, every stroke."""

from lstm_core.grade.parts import KINDS
from lstm_core.ink import description, read_sheet, what_became
from lstm_core.prose import read
from lstm_core.prose.wording import LANGUAGES
from tests.lstm_core.ink.composer import Pen, elman, lstm

ELMAN = read_sheet(elman(Pen(2)).ink())


def test_an_elman_cell_is_said_in_a_few_sentences():
    text = description(ELMAN)
    assert text.en == "Parts: tanh box, middle. Wires: old h and x to tanh box; tanh box to new h."
    assert text.de == "Teile: tanh-Kasten, Mitte. Leitungen: altes h und x zu tanh-Kasten; tanh-Kasten zu neues h."


def test_of_several_of_a_kind_each_has_its_number_or_its_label():
    sheet = read_sheet(lstm(Pen(3)).ink())
    first = min((part for part in sheet.parts if part.kind == "sigmoid"), key=lambda part: part.x)
    named = read_sheet(lstm(Pen(3)).ink(), [{"do": "label", "at": first.ref, "label": "f"}])
    assert "σ box 1, lower left" in description(sheet).en
    assert "old h and x to σ box 1" in description(sheet).en
    assert "σ box f, lower left" in description(named).en
    assert description(sheet).en.count(" to ") == len(sheet.wires) - len(["h to the join", "x to the join"])


def test_what_is_not_read_is_counted():
    assert description(read_sheet([])).en == "Nothing is on the sheet that could be read."
    one, two = ([[(5, 5 + k)] for k in range(count)] for count in (1, 2))
    assert description(read_sheet(one)).en.endswith("One stroke is not read.")
    assert description(read_sheet(two)).de.endswith("2 Striche sind nicht gelesen.")


def test_every_stroke_is_said_to_have_become_something():
    pen = Pen(2)
    pen.box("bad", 370, 330)
    pen.parts.append(pen.scribble(370, 330))
    scribble = len(pen.parts) - 1
    ink = [*lstm(pen, letters=True).ink(), [(700, 440), (720, 460), (740, 440)]]
    sheet = read_sheet(ink)
    said = [what_became(sheet, stroke) for stroke in range(len(ink))]
    assert said[-1].en == "The stroke is not read yet."
    assert said[scribble].en == f"Scribbled out: {scribble + 1} strokes."
    assert sum(text.en.startswith("The stroke belongs to: times sign") for text in said) == 9
    assert any(text.en.startswith("The stroke is a wire: old h and x to σ box 1;") for text in said)
    assert any(text.en == "The stroke is at an end: old h." for text in said)
    assert {text[language][-1] for text in said for language in LANGUAGES} == {"."}


def test_every_kind_of_part_has_a_name():
    assert read("ink")["kinds"].keys() == KINDS.keys()
