"""What a learner corrects counts, stays as more is drawn, and never breaks anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.grade import grade, read_drawing
from lstm_core.ink import read_sheet
from lstm_core.ink.corrections import MOST_CORRECTIONS
from lstm_core.prose.wording import LANGUAGES
from tests.lstm_core.ink.composer import Pen, lstm

INK = lstm(Pen(3)).ink()
RIGHT = read_sheet(INK)
BY_KIND = {kind: [part for part in RIGHT.parts if part.kind == kind] for kind in ("mul", "add", "sigmoid", "tanh")}
ADD = BY_KIND["add"][0]
X, H = ({"do": "state", "strokes": list(end.strokes)} for kind in "xh" for end in RIGHT.ends if end.kind == kind)


def said(sheet):
    """What was in the way, in English."""
    return " ".join(note.en for note in sheet.notes)


def refs(sheet):
    """The wires of a sheet, as corrections name them."""
    return {(wire.source, wire.target) for wire in sheet.wires}


def kinds(sheet):
    return {part.ref: part.kind for part in sheet.parts}


def lost(sheet):
    return {row.key for row in grade(sheet.drawing, CELLS["LSTM"]).rubric if row.lost and row.key != "labels"}


def test_every_part_end_and_wire_can_be_named_and_drawn():
    names = {*RIGHT.refs.values()}
    assert {part.ref for part in RIGHT.parts} == {min(part.strokes) for part in RIGHT.parts} <= names
    assert {end.kind for end in RIGHT.ends} == {"x", "h", "c", "h_next", "c_next"} <= names
    assert {ref for pair in refs(RIGHT) for ref in pair} <= names
    assert "join:h,x" in names
    for part in RIGHT.parts:
        points = [point for stroke in part.strokes for point in INK[stroke]]
        assert part.width == pytest.approx(max(x for x, _ in points) - min(x for x, _ in points), abs=12)
        assert abs(part.y - sum(y for _, y in points) / len(points)) < part.height / 3
    assert all(sum(part.shares.values()) == pytest.approx(1) for part in RIGHT.parts)


def test_a_part_gets_another_sign_and_the_rest_stays():
    sheet = read_sheet(INK, [{"do": "kind", "strokes": list(ADD.strokes), "kind": "mul"}])
    assert kinds(sheet) == kinds(RIGHT) | {ADD.ref: "mul"}
    assert refs(sheet) == refs(RIGHT)
    (part,) = [part for part in sheet.parts if part.told]
    assert (part.ref, part.confidence, part.second) == (ADD.ref, 1, "add")


def test_of_two_corrections_of_one_part_the_later_counts():
    told = [{"do": "kind", "strokes": list(ADD.strokes), "kind": kind} for kind in ("mul", "one_minus", "add")]
    assert kinds(read_sheet(INK, told)) == kinds(RIGHT)


def test_a_correction_stays_while_more_is_drawn():
    first = len(lstm(Pen(3)).parts)
    half = read_sheet(INK[:first])
    part = next(part for part in half.parts if part.kind == "add")
    told = [{"do": "kind", "strokes": list(part.strokes), "kind": "mul"}, {"do": "label", "at": part.ref, "label": "u"}]
    for count in range(first, len(INK), 7):
        sheet = read_sheet(INK[:count], told)
        assert kinds(sheet)[part.ref] == "mul"
        assert next(p.label for p in sheet.drawing.parts if sheet.refs[p.id] == part.ref) == "u"


def test_what_is_told_to_be_no_part_is_none():
    sheet = read_sheet(INK, [{"do": "kind", "strokes": list(ADD.strokes), "kind": ""}])
    assert kinds(sheet) == {ref: kind for ref, kind in kinds(RIGHT).items() if ref != ADD.ref}


def test_strokes_that_were_not_read_become_the_part_they_are_told_to_be():
    open_box = [
        [(300, 60), (250, 60), (250, 100)],
        [(310, 118), (330, 118), (330, 80)],
        [(280, 85), (285, 95), (292, 80)],
    ]
    assert read_sheet(open_box).parts == ()
    sheet = read_sheet(open_box, [{"do": "kind", "strokes": [0, 1, 2], "kind": "sigmoid"}])
    (part,) = sheet.parts
    assert (part.kind, part.strokes, part.ref) == ("sigmoid", (0, 1, 2), 0)
    assert (part.x, part.y) == pytest.approx((290, 89), abs=8)


@pytest.mark.parametrize("do", ["drop", "turn"])
def test_a_wire_is_dropped_or_turned(do):
    pair = next((wire.source, wire.target) for wire in RIGHT.wires if wire.target == ADD.ref)
    sheet = read_sheet(INK, [{"do": do, "from": pair[0], "to": pair[1]}])
    if do == "drop":
        assert refs(sheet) == refs(RIGHT) - {pair}
    else:  # the source already has all its inputs
        assert refs(sheet) == refs(RIGHT)
        assert len(sheet.notes) == 1
    read_drawing(sheet.drawing.data())


def test_an_end_of_a_wire_is_moved_by_a_drop_and_an_add():
    gate = BY_KIND["sigmoid"][0]
    target = next(wire.target for wire in RIGHT.wires if wire.source == gate.ref)
    moved = [
        {"do": "drop", "from": gate.ref, "to": target},
        {"do": "add", "from": BY_KIND["tanh"][0].ref, "to": target},
    ]
    back = [{"do": "drop", "from": BY_KIND["tanh"][0].ref, "to": target}, {"do": "add", "from": gate.ref, "to": target}]
    assert (gate.ref, target) not in refs(read_sheet(INK, moved))
    assert refs(read_sheet(INK, moved + back)) == refs(RIGHT)


def test_a_wire_too_many_is_refused_in_a_sentence():
    sheet = read_sheet(INK, [{"do": "add", "from": BY_KIND["sigmoid"][0].ref, "to": ADD.ref}])
    assert refs(sheet) == refs(RIGHT)
    assert sheet.notes[-1].en.startswith("A wire that you added cannot end there")


def test_an_end_that_is_missing_comes_with_its_wire():
    sheet = read_sheet(INK, [{"do": "add", "from": ADD.ref, "to": "y"}])
    assert refs(sheet) == refs(RIGHT) | {(ADD.ref, "y")}
    read_drawing(sheet.drawing.data())


def test_a_state_is_renamed_and_wires_corrected_before_follow_it():
    """Wires that were corrected before said its old name."""
    gate = next(wire.target for wire in RIGHT.wires if wire.source == "join:h,x")
    drop = {"do": "drop", "from": "join:h,x", "to": gate}
    sheet = read_sheet(INK, [drop, H | {"kind": "y"}, H | {"kind": "c"}])
    assert ("join:c,x", gate) not in refs(sheet)
    assert "h" not in sheet.refs.values()


def test_letters_of_an_end_name_it_as_well_as_its_wire_does():
    ink = lstm(Pen(4), letters=True).ink()
    end = next(end for end in read_sheet(ink).ends if end.kind == "h")
    sheet = read_sheet(ink, [{"do": "state", "strokes": [max(end.strokes)], "kind": "c"}])
    assert {end.kind for end in sheet.ends} == {"x", "c", "h_next", "c_next"}


ODD = [
    None,
    5,
    "kind",
    {},
    {"do": "kind"},
    {"do": "kind", "strokes": [0], "kind": "cat"},
    {"do": "kind", "strokes": [-1], "kind": "mul"},
    {"do": "kind", "strokes": [True], "kind": "mul"},
    {"do": "kind", "strokes": [[0]], "kind": "mul"},
    {"do": ["kind"], "strokes": [0], "kind": "mul"},
    {"do": "state", "strokes": [0], "kind": "mul"},
    {"do": "label", "at": 0, "label": "x" * 25},
    {"do": "label", "at": {}, "label": "f"},
    {"do": "add", "from": 0},
    {"do": "add", "from": 0, "to": 0},
    {"do": "add", "from": 1e3, "to": 0},
    {"do": "burn", "from": 0, "to": 3},
]


@pytest.mark.parametrize("row", ODD, ids=str)
def test_what_is_no_correction_is_left_out_with_a_sentence(row):
    sheet = read_sheet(INK[:12], [row])
    assert sheet.drawing == read_sheet(INK[:12]).drawing
    assert sheet.notes[-1].en.startswith("1 of the corrections")


def test_more_corrections_than_can_be_kept_are_said():
    told = [{"do": "kind", "strokes": list(ADD.strokes), "kind": "mul"}] * MOST_CORRECTIONS
    last = {"do": "kind", "strokes": list(ADD.strokes), "kind": "one_minus"}
    assert kinds(read_sheet(INK, [*told, last]))[ADD.ref] == "mul"
    assert read_sheet(INK, told).notes == ()
    assert len(read_sheet(INK, [*told, last]).notes) == 1


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 60)
    | st.floats()
    | st.sampled_from(["h", "x", "join:h,x", "mul", "join:", "join:1,1", ""])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
REF = (
    st.integers(0, 50)
    | st.sampled_from(["h", "x", "c", "y", "h_next", "c_next", "join:h,x", "join:0,h", "join:0,7"])
    | JSON
)
STROKES = st.lists(st.integers(0, 50), max_size=8) | JSON
ROWS = st.fixed_dictionaries(
    {"do": st.sampled_from(["kind", "state", "label", "add", "drop", "turn"])},
    optional={
        "strokes": STROKES,
        "kind": st.sampled_from(["", "mul", "add", "tanh", "join", "x", "h", "c_next", "y"]) | JSON,
        "at": REF,
        "label": st.text(max_size=30) | JSON,
        "from": REF,
        "to": REF,
    },
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(ROWS, max_size=12) | JSON,
    st.lists(st.fixed_dictionaries({"kind": st.sampled_from(["mul", "x"]) | JSON, "strokes": JSON}), max_size=3) | JSON,
)
def test_whatever_a_browser_sends_as_corrections_or_templates_a_drawing_comes_out(corrections, templates):
    sheet = read_sheet(INK[:34], corrections, templates)
    assert read_drawing(sheet.drawing.data()) == sheet.drawing
    known = {*sheet.refs.values()}
    assert {ref for pair in refs(sheet) for ref in pair} <= known
    assert all(note[language].endswith(".") for note in sheet.notes for language in LANGUAGES)
