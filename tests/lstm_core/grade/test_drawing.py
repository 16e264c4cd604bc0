"""What a browser sends is read strictly: a drawing, or a sentence, and soon."""

import json
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.grade import KINDS, Drawing, Part, Wire, drawing_of, palette, read_drawing
from lstm_core.grade.drawing import GRID, HEIGHT, WIDTH
from lstm_core.prose.complaint import Complaint
from tests.lstm_core.examples import each_cell, each_figure
from tests.lstm_core.grade.sketches import LSTM, sketch
from tests.pace import pace, seconds

PART = {"id": "p1", "kind": "mul", "x": 20, "y": 40, "label": ""}
OTHER = {"id": "p2", "kind": "x", "x": 20, "y": 40, "label": ""}
WIRE = {"id": "w1", "from": "p2", "to": "p1", "port": 0}


def test_a_drawing_is_read_as_it_is_written():
    drawing = Drawing((Part("p1", "sigmoid", 240, 160, "f"), Part("p5", "mul", 20, 0)), (Wire("w1", "p1", "p5", 1),))
    data = drawing.data()
    assert data["parts"][0] == {"id": "p1", "kind": "sigmoid", "x": 240, "y": 160, "label": "f"}
    assert data["wires"] == [{"id": "w1", "from": "p1", "to": "p5", "port": 1}]
    assert read_drawing(json.loads(json.dumps(data))) == drawing


def test_parts_are_snapped_to_the_grid():
    assert read_drawing({"parts": [PART | {"x": 233.4, "y": 11}], "wires": []}).parts[0].x == 240


def test_wires_may_run_in_a_circle_or_be_missing():
    """Wrong drawings are drawings too: the grader says what is wrong with them."""
    assert len(read_drawing({"parts": [PART], "wires": [WIRE | {"from": "p1"}]}).wires) == 1
    assert read_drawing({"parts": [], "wires": []}) == Drawing()


WRONG = {
    "nothing": None,
    "a word": "drawing",
    "a list": [PART],
    "no wires": {"parts": [PART]},
    "parts in a dictionary": {"parts": {"p1": PART}, "wires": []},
    "a part that is a number": {"parts": [7], "wires": []},
    "an unknown kind": {"parts": [PART | {"kind": "softmax"}], "wires": []},
    "a kind in a list": {"parts": [PART | {"kind": ["mul"]}], "wires": []},
    "no id": {"parts": [{"kind": "mul", "x": 1, "y": 1}], "wires": []},
    "a forged id": {"parts": [PART | {"id": "<b>"}], "wires": []},
    "an id like an input": {"parts": [PART | {"id": "@x"}], "wires": []},
    "a long id": {"parts": [PART | {"id": "p" * 25}], "wires": []},
    "an id in a list": {"parts": [PART | {"id": ["p1"]}], "wires": []},
    "an id twice": {"parts": [PART, PART], "wires": []},
    "not a number": {"parts": [PART | {"x": math.nan}], "wires": []},
    "infinity": {"parts": [PART | {"y": math.inf}], "wires": []},
    "a truth value": {"parts": [PART | {"y": True}], "wires": []},
    "a number in quotes": {"parts": [PART | {"x": "20"}], "wires": []},
    "off the canvas": {"parts": [PART | {"x": 961}], "wires": []},
    "a number of a thousand digits": {"parts": [PART | {"x": 10**1000}], "wires": []},
    "a huge label": {"parts": [PART | {"label": "f" * 100_000}], "wires": []},
    "a label that is a number": {"parts": [PART | {"label": 5}], "wires": []},
    "a label with control characters": {"parts": [PART | {"label": "f\x00"}], "wires": []},
    "41 parts": {"parts": [PART | {"id": f"p{k}"} for k in range(41)], "wires": []},
    "10,000 parts": {"parts": [PART] * 10_000, "wires": []},
    "121 wires": {"parts": [PART, OTHER], "wires": [WIRE] * 121},
    "a wire from nowhere": {"parts": [PART], "wires": [WIRE]},
    "a wire into an input": {"parts": [PART, OTHER], "wires": [WIRE | {"from": "p1", "to": "p2"}]},
    "a port too many": {"parts": [PART, OTHER], "wires": [WIRE | {"port": 2}]},
    "a port below": {"parts": [PART, OTHER], "wires": [WIRE | {"port": -1}]},
    "half a port": {"parts": [PART, OTHER], "wires": [WIRE | {"port": 0.5}]},
    "a port that is true": {"parts": [PART, OTHER], "wires": [WIRE | {"port": True}]},
    "two wires on one port": {"parts": [PART, OTHER], "wires": [WIRE, WIRE | {"id": "w2"}]},
    "a wire id twice": {"parts": [PART, OTHER], "wires": [WIRE, WIRE | {"port": 1}]},
    "a wire from y": {"parts": [PART, OTHER | {"kind": "y"}], "wires": [WIRE]},
    "a wire drawn twice": {
        "parts": [PART | {"kind": "join"}, OTHER],
        "wires": [WIRE, WIRE | {"id": "w2"}],
    },
}


def refused(data):
    with suppress(ValueError):
        read_drawing(data)


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_anything_else_is_refused_with_a_sentence_and_at_once(data):
    with pytest.raises(ValueError) as caught:
        read_drawing(data)
    assert seconds(lambda: refused(data)) < 2 * pace()
    assert type(caught.value) is Complaint
    words = str(caught.value)
    assert words.endswith(".")
    assert len(words.split()) >= 6
    assert len(words) < 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
ODD = JSON | st.sampled_from([*KINDS, "p1", "p2", 0, 1, 20])
PARTS = st.fixed_dictionaries(dict.fromkeys(("id", "kind", "x", "y"), ODD), optional={"label": ODD})
WIRES = st.fixed_dictionaries(dict.fromkeys(("id", "from", "to"), ODD), optional={"port": ODD})


@given(data=JSON | st.fixed_dictionaries({"parts": st.lists(PARTS | JSON), "wires": st.lists(WIRES | JSON)}))
def test_whatever_is_sent_it_is_a_drawing_or_a_value_error(data):
    try:
        drawing = read_drawing(data)
    except ValueError:
        return
    assert read_drawing(drawing.data()) == drawing


@each_figure
def test_the_drawing_of_a_cell_stands_on_the_grid_with_nothing_on_top_of_another(cell):
    drawing = drawing_of(cell)
    assert read_drawing(drawing.data()) == drawing
    places = [(part.x, part.y) for part in drawing.parts]
    assert len(set(places)) == len(places)
    assert all(x % GRID == y % GRID == 0 and 0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)


def test_the_drawing_of_the_lstm_has_the_memory_on_top_and_h_below():
    parts = {part.kind: part for part in drawing_of(CELLS["LSTM"]).parts}
    assert parts["c"].y == parts["add"].y == parts["c_next"].y < parts["join"].y
    assert parts["c"].x < parts["add"].x < parts["c_next"].x
    assert parts["h"].y == parts["join"].y


@each_cell
def test_the_palette_offers_what_the_cell_needs_and_something_else(cell):
    offered = palette(cell)
    assert {part.kind for part in drawing_of(cell).parts} - {"y"} < set(offered)
    assert list(offered) == [kind for kind in KINDS if kind in offered]


def test_the_palette_has_no_memory_for_a_cell_without_one_and_sums_only_where_they_are_drawn():
    full = "x h c sigmoid tanh join mul add one_minus h_next c_next y"
    assert palette(CELLS["LSTM"]) == tuple(full.split())
    assert palette(CELLS["GRU"]) == tuple(kind for kind in full.split() if kind not in ("c", "c_next"))
    assert [name for name, cell in CELLS.items() if "linear" in palette(cell)] == ["GRU (PyTorch)"]


def test_every_kind_is_said_in_words():
    assert all(kind.words and kind.glyph for kind in KINDS.values())
    assert [name for name, kind in KINDS.items() if kind.many] == ["sigmoid", "tanh", "linear", "join"]


def test_a_sketch_in_a_test_is_a_drawing():
    assert len(sketch(LSTM).parts) == 15
