"""A mistake was made when the last stroke of what is wrong was drawn; the sheet is an SVG that any program reads."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import grade
from lstm_core.grade.parts import KINDS
from lstm_core.ink import read_sheet
from lstm_core.ink.replay import replay
from lstm_core.ink.sharing import around, clock, title
from lstm_core.ink.svg import sheet_svg
from lstm_core.ink.tracks import tracks
from tests.lstm_core.ink.composer import Pen, lstm

LSTM = CELLS["LSTM"]
ROLES = dict.fromkeys(KINDS, "step")


def timed(ink):
    """Every stroke takes half a second and begins at a whole one: stroke k is done at k + 0.5."""
    last = [len(stroke) - 1 or 1 for stroke in ink]
    return [[(x, y, 1000 * k + 500 * n / last[k]) for n, (x, y) in enumerate(row)] for k, row in enumerate(ink)]


def shown(ink):
    """The strokes, the sheet, its grade and what happened when."""
    strokes = timed(ink)
    sheet = read_sheet(strokes)
    marked = grade(sheet.drawing, LSTM)
    return tracks(strokes), sheet, marked, replay(tracks(strokes), sheet, marked)


def svg_of(ink, words="LSTM"):
    drawn, sheet, _, moments = shown(ink)
    return sheet_svg(drawn, sheet, moments, ROLES, words)


def test_a_wrong_sign_was_a_mistake_when_its_last_stroke_was_drawn():
    pen = lstm(Pen(3), sign="×")
    [mistake] = shown(pen.ink())[3].mistakes
    x, y, *_ = pen.size["add"]
    near = [k for k, stroke in enumerate(pen.parts) if all(abs(u - x) < 40 and abs(v - y) < 40 for u, v in stroke)]
    assert mistake.at == pytest.approx(max(near) + 0.5)


def test_a_wrong_wire_was_a_mistake_when_it_was_drawn_though_others_hang_together_with_it():
    pen = lstm(Pen(3))
    x, y, _w, h = pen.size["f"]
    pen.wire((150, pen.size["kept"][1]), (x - 20, y - h))  # one peephole, which branches off the line of C
    ink = pen.ink()
    later = [pen.line((700, 460), (760, 462))]  # which belongs to nothing
    _, _, _, moments = shown([*ink, *later])
    assert [one.at for one in moments.mistakes] == [pytest.approx(len(ink) - 0.5)]


def test_what_is_missing_has_no_moment_and_is_told_at_the_end():
    pen = lstm(Pen(4))
    x, y, _w, h = pen.size["written"]
    to_add = next(k for k, wire in enumerate(pen.wires) if abs(wire[0][1] - (y - h)) < 4 and abs(wire[0][0] - x) < 4)
    del pen.wires[to_add : to_add + 2]
    _, _, marked, moments = shown(pen.ink())
    told = {one.remark for one in moments.mistakes} | set(moments.unplaced)
    assert told == set(range(len(marked.remarks)))
    missing = {k for k, remark in enumerate(marked.remarks) if not remark.drawn and not remark.wire}
    assert missing <= set(moments.unplaced)


def test_a_wrong_wire_without_ink_came_with_the_later_of_its_parts():
    strokes = timed(lstm(Pen(3)).ink())
    right = read_sheet(strokes)
    gates = [part for part in right.parts if part.kind == "sigmoid"]
    last = max(gates, key=lambda part: max(part.strokes))
    first = min(gates, key=lambda part: max(part.strokes))
    sheet = read_sheet(strokes, [{"do": "add", "from": first.ref, "to": last.ref}])
    assert len(sheet.drawing.wires) == len(right.drawing.wires) + 1
    moments = replay(tracks(strokes), sheet, grade(sheet.drawing, LSTM))
    assert [one.at for one in moments.mistakes] == [pytest.approx(max(last.strokes) + 0.5)]


def test_a_small_drawing_is_shown_large_and_nothing_of_it_is_cut():
    ink = [[(0.4 * x + 80, 0.4 * y + 20) for x, y in stroke] for stroke in lstm(Pen(3)).ink()]
    left, top, wide, tall = map(float, ElementTree.fromstring(svg_of(ink)).get("viewBox").split())
    assert wide < 500
    assert wide == pytest.approx(2 * tall, abs=0.2)
    assert all(left < x < left + wide and top < y < top + tall for stroke in ink for x, y in stroke)


def test_parts_are_done_in_the_order_in_which_they_were_drawn():
    drawn, sheet, _, moments = shown(lstm(Pen(5)).ink())
    done = {one.id: one.at for one in moments.done}
    assert [*done] == sorted(done, key=done.__getitem__)
    assert {part.id for part in sheet.drawing.parts} | {wire.id for wire in sheet.drawing.wires} == done.keys()
    for part in sheet.parts:
        assert done[part.id] == pytest.approx(max(part.strokes) + 0.5)
    assert drawn.timed


def test_ids_of_the_graded_drawing_may_be_others():
    pen = lstm(Pen(3), sign="×")
    strokes = timed(pen.ink())
    sheet = read_sheet(strokes)
    other = {part.id: f"s{part.id}" for part in sheet.drawing.parts}
    drawing = replace(
        sheet.drawing,
        parts=tuple(replace(part, id=other[part.id]) for part in sheet.drawing.parts),
        wires=tuple(replace(w, source=other[w.source], target=other[w.target]) for w in sheet.drawing.wires),
    )
    back = {new: old for old, new in other.items()}
    moments = replay(tracks(strokes), sheet, grade(drawing, LSTM), back | {w.id: w.id for w in drawing.wires})
    assert moments == shown(pen.ink())[3]


def test_the_svg_stands_alone_and_has_every_stroke_with_its_times():
    ink = [*lstm(Pen(3), sign="×").ink(), [(5.0, 5.0)]]
    root = ElementTree.fromstring(svg_of(ink, "LSTM & <others>"))
    assert root.find("{*}title").text == "LSTM & <others>"
    ends = [float(path.get("data-end")) for path in root.findall(".//{*}path[@data-begin]")]
    last = len(ink) - 1  # a dot takes no time
    assert ends == [*(pytest.approx(k + 0.5) for k in range(last)), pytest.approx(last)]
    assert [value for node in root.iter() for name, value in node.items() if "href" in name or "url(" in value] == []
    assert not root.findall(".//{*}style")
    numbers = root.findall(".//{*}g[@class='mistake']/{*}text")
    assert ["".join(text.itertext()) for text in numbers] == ["1"]


def test_what_was_scribbled_out_is_faint_from_when_that_was_done():
    pen = lstm(Pen(3))
    wrong = len(pen.ink())
    pen.circle("wrong", 850, 400, "+")
    ink = [*pen.wires, *pen.parts, pen.scribble(850, 400), *pen.late]
    root = ElementTree.fromstring(svg_of(ink))
    paths = root.findall(".//{*}path[@data-begin]")
    gone = [path.get("data-faint") for path in paths[wrong : wrong + 4]]
    assert [float(at) for at in gone] == [pytest.approx(wrong + 3 + 0.5)] * 4


def test_the_picture_is_drawn_by_a_program_that_knows_nothing_of_us(tmp_path):
    """Typst draws SVG with a library of its own: the sheet is white where nothing was drawn, and dark on a line."""
    import typst
    from PIL import Image

    pen = lstm(Pen(3))
    before, after = around("LSTM drawn in 2:41, 100 of 100", "en")
    (tmp_path / "sheet.svg").write_text(before + svg_of(pen.ink()) + after, encoding="utf-8")
    page = '#set page(width: 780pt, height: 480pt, margin: 0pt)\n#image("sheet.svg", width: 100%)'
    (tmp_path / "page.typ").write_text(page, encoding="utf-8")
    typst.compile(str(tmp_path / "page.typ"), output=str(tmp_path / "page.png"), format="png", ppi=96)
    picture = Image.open(tmp_path / "page.png").convert("L")
    assert picture.size == (1040, 640)
    left, top, wide, _ = map(float, ElementTree.fromstring(svg_of(pen.ink())).get("viewBox").split())
    scale, around_it = 960 / wide, [(i, j) for i in range(-3, 4) for j in range(-3, 4)]
    place = lambda x, y: (round((x - left) * scale) + 40, round((y - top) * scale) + 96)
    at = lambda x, y: min(picture.getpixel((place(x, y)[0] + i, place(x, y)[1] + j)) for i, j in around_it)
    wire = max(pen.wires, key=lambda one: abs(one[-1][0] - one[0][0]))
    assert at(*wire[len(wire) // 2]) < 80
    assert at(930, 450) > 250
    heading = picture.crop((40, 30, 700, 70)).histogram()
    assert sum(heading[:80]) > 1000


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_heading_has_the_real_time_and_mark_and_does_not_praise_what_is_wrong(language):
    right, wrong = title("LSTM", 161.4, 100, True)[language], title("LSTM", 161.4, 60, False)[language]
    assert "2:41" in right
    assert "100" in right
    assert "60" in wrong
    assert {"en": "not right yet", "de": "noch nicht richtig"}[language] in wrong
    assert ":" not in title("LSTM", None, 100, True).en


def test_a_clock_shows_minutes_and_seconds():
    assert [clock(one) for one in (0, 59.9, 60, 161, 3600)] == ["0:00", "0:59", "1:00", "2:41", "60:00"]
