"""The DOT source is a figure as in the textbook: measured here from the source itself, and drawn by Graphviz."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lstm_core.cell.ops import OPS
from lstm_core.cell.roles import ROLES, role
from lstm_core.cells import CELLS
from lstm_core.figure import describe, label, to_dot
from lstm_core.latex import PYTORCH
from lstm_core.mistakes import mistakes
from lstm_core.notation import read_cell
from tests.lstm_core.examples import FIGURES, cells, each_cell, each_figure, written_out


@dataclass
class Drawn:
    """One statement of the DOT source."""

    name: str
    attributes: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.attributes.get(key, "")

    @property
    def place(self) -> tuple[float, float]:
        x, y = self["pos"].rstrip("!").split(",")
        return float(x), float(y)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in inches."""
        (x, y), w, h = self.place, float(self["width"]), float(self["height"])
        return x - w / 2, y - h / 2, x + w / 2, y + h / 2


ATTRIBUTE = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)')


def parse(dot):
    """Nodes by name and edges as (from, to, statement), in the few words of DOT that figures are written in."""
    nodes, edges = {}, []
    for line in dot.splitlines():
        found = re.fullmatch(r'  "?(\w+)"?(?: -> "?(\w+)"?)? \[(.*)\]', line)
        if found and found[1] not in ("node", "edge"):
            drawn = Drawn(found[1], {key: value.strip('"') for key, value in ATTRIBUTE.findall(found[3])})
            if found[2]:
                edges.append((found[1], found[2], drawn))
            else:
                assert found[1] not in nodes, "one statement per node"
                nodes[found[1]] = drawn
    return nodes, edges


def some_values(cell, start=-1.0):
    """A number of its own for every node, two decimals each, below and above zero."""
    return {node.name: start + 0.07 * k for k, node in enumerate(cell.nodes)}


# Where everything stands


@each_figure
def test_every_edge_is_horizontal_or_vertical(cell):
    nodes, edges = parse(to_dot(cell))
    assert len(edges) > 4
    for start, end, _ in edges:
        (x, y), (to_x, to_y) = nodes[start].place, nodes[end].place
        assert (x == to_x) != (y == to_y)


@each_figure
def test_no_edge_touches_a_box_it_does_not_end_at(cell):
    nodes, edges = parse(to_dot(cell))
    boxes = [node for node in nodes.values() if re.search(r"\bnode\b|\bjoin\b|label role", node["class"])]
    boxes = [node for node in boxes if not node["id"].startswith("name-")]
    assert len(boxes) > 5
    for start, end, _ in edges:
        xs, ys = (sorted(pair) for pair in zip(nodes[start].place, nodes[end].place, strict=True))
        for box in boxes:
            left, bottom, right, top = box.box
            if box.name not in (start, end):
                assert xs[1] < left or right < xs[0] or ys[1] < bottom or top < ys[0], (start, end, box.name)


@each_figure
def test_no_two_boxes_overlap(cell):
    nodes, _ = parse(to_dot(cell))
    boxes = [node.box for node in nodes.values() if "node role" in node["class"]]
    for k, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[k + 1 :]:
            assert right < other[0] or other[2] < left or top < other[1] or other[3] < bottom


@each_figure
def test_numbers_stand_clear_of_boxes(cell):
    """A number such as −1.00 in Helvetica of 11.5 points is 0.40 inches wide and its digits are 0.11 high."""
    nodes, _ = parse(to_dot(cell, some_values(cell)))
    boxes = [node for node in nodes.values() if "node role" in node["class"]]
    for value in (node for node in nodes.values() if node["id"].startswith("value-")):
        for box in boxes:
            gaps = np.abs(np.subtract(value.place, box.place)) - [0.20, 0.055]
            reach = np.array([float(box["width"]), float(box["height"])]) / 2
            clear = np.hypot(*np.maximum(gaps, 0)) > reach[0] if box["shape"] == "circle" else np.any(gaps > reach)
            assert clear, (value.name, box.name)


@each_figure
def test_the_frame_encloses_every_node_but_inputs_and_y(cell):
    nodes, _ = parse(to_dot(cell))
    left, bottom, right, top = nodes["frame"].box
    for node in cell.drawn:
        box = nodes[node.name].box
        inside = left < box[0] and bottom < box[1] and box[2] < right and box[3] < top
        outside = box[2] < left or right < box[0] or box[3] < bottom or top < box[1]
        assert outside if node.op == "input" or node.name == "y" else inside, node.name
    for end in (name for name in nodes if name.startswith(("out_", "up_"))):
        x, y = nodes[end].place
        assert not (left < x < right and bottom < y < top)


@each_figure
def test_the_layout_does_not_depend_on_the_numbers(cell):
    bare, _ = parse(to_dot(cell))
    for values in (some_values(cell), some_values(cell, 5.0)):
        nodes, _ = parse(to_dot(cell, values))
        assert {name: node.place for name, node in nodes.items() if name in bare} == {
            name: node.place for name, node in bare.items()
        }
    low, _ = parse(to_dot(cell, some_values(cell, -9.0)))
    assert {name: node.box for name, node in low.items()} == {name: node.box for name, node in nodes.items()}


# What a page can get hold of


@each_figure
def test_every_drawn_node_and_outlet_has_an_id(cell):
    nodes, _ = parse(to_dot(cell))
    ids = [node["id"] for node in nodes.values() if node["id"]]
    assert len(set(ids)) == len(ids)
    wanted = {f"node-{node.name}" for node in cell.drawn} | {"frame"}
    wanted |= {f"node-out_{new}" for new in cell.states.values()} | {f"join_{'_'.join(join)}" for join in cell.joins}
    assert wanted <= set(ids)


@each_figure
def test_wires_say_by_class_where_they_come_from_and_where_they_lead(cell):
    nodes, edges = parse(to_dot(cell))
    wires = [edge["class"].split() for *_, edge in edges]
    assert all(words[0] == "wire" and words[1].startswith("from-") for words in wires)
    known = nodes.keys() | {f"join_{'_'.join(join)}" for join in cell.joins}
    for words in wires:
        assert words[1].removeprefix("from-") in known
        assert len(words) > 2
        assert {word.removeprefix("to-") for word in words[2:]} <= known
    pairs = {(words[1], word) for words in wires for word in words[2:]}
    if "kept" in cell and "f" in cell:
        assert ("from-f", "to-kept") in pairs


@each_figure
def test_every_node_has_the_class_and_the_colours_of_its_role(cell):
    nodes, _ = parse(to_dot(cell))
    for node in cell.drawn:
        shade = role(cell, node.name)
        assert f"role-{shade}" in nodes[node.name]["class"].split()
        if node.op != "input":
            assert nodes[node.name]["fillcolor"] == ROLES[shade].tint("light")
            assert nodes[node.name]["color"] == ROLES[shade].ink("light")


@each_figure
def test_layers_are_boxes_and_pointwise_steps_are_round(cell):
    """colah's legend: a rectangle is a learned layer, a circle or an oval a pointwise operation."""
    nodes, _ = parse(to_dot(cell))
    for node in cell.drawn:
        learned = node.name in cell.folded or bool(node.weights)
        expected = "box" if learned else {"input": "plaintext", "tanh": "ellipse"}.get(node.op, "circle")
        assert nodes[node.name]["shape"] == expected
        if node.op in OPS:
            assert nodes[node.name]["label"] == OPS[node.op].glyph


@each_figure
def test_only_wires_that_end_at_a_node_or_an_outlet_have_an_arrow(cell):
    nodes, edges = parse(to_dot(cell))
    for _, end, edge in edges:
        arrives = nodes[end]["class"].startswith(("node", "label"))
        assert (edge["arrowhead"] != "none") == arrives


@each_figure
def test_every_node_says_what_it_means_under_the_mouse(cell):
    nodes, _ = parse(to_dot(cell))
    for node in cell.drawn:
        if node.op != "input":
            assert nodes[node.name]["tooltip"] == node.meaning


@each_figure
def test_values_are_shown_with_two_decimals_and_a_true_minus_sign(cell):
    values = some_values(cell)
    nodes, _ = parse(to_dot(cell, values))
    for node in cell.drawn:
        number = f"{values[node.name]:.2f}".replace("-", "−")
        shown = nodes.get(f"value_{node.name}", nodes[node.name])["label"]
        assert shown.split("\\n")[-1] == number
    for new in cell.states.values():
        assert nodes[f"value_out_{new}"]["label"] == f"{values[new]:.2f}".replace("-", "−")


def test_numbers_may_come_as_arrays_of_one_and_need_not_all_be_there():
    nodes, _ = parse(to_dot(CELLS["LSTM"], {"f": np.float64(0.5), "kept": 0.25}))
    assert nodes["f"]["label"] == "σ\\n0.50"
    assert nodes["value_kept"]["label"] == "0.25"
    assert nodes["i"]["label"] == "σ"
    assert "value_written" not in nodes


# What is written on it


@pytest.mark.parametrize(
    ("cell", "name", "text"),
    [
        ("LSTM", "c", "Cₜ₋₁"),
        ("LSTM", "c_next", "Cₜ"),
        ("LSTM", "x", "xₜ"),
        ("LSTM", "g", "C̃ₜ"),
        ("GRU", "n", "h̃ₜ"),
        ("GRU", "past", "rₜ×hₜ₋₁"),
    ],
)
def test_symbols_are_written_in_plain_text_for_graphviz(cell, name, text):
    assert label(CELLS[cell], name) == text


def test_labels_follow_the_letters_of_the_book_at_hand():
    assert label(CELLS["LSTM"], "g", PYTORCH) == "gₜ"
    assert label(CELLS["LSTM"], "c", PYTORCH) == "cₜ₋₁"


def test_the_join_is_labelled_with_what_it_joins():
    nodes, _ = parse(to_dot(CELLS["LSTM"]))
    assert nodes["join_h_x_name"]["label"] == "[hₜ₋₁, xₜ]"


@each_figure
def test_the_figure_in_words_names_every_box_and_what_feeds_it(cell):
    told = describe(cell)
    assert told.startswith(f"{cell.name} cell. ")
    sentences = [part for part in told.removeprefix(f"{cell.name} cell. ").split(". ") if part]
    boxes = [node for node in cell.drawn if node.op != "input"]
    assert len(sentences) == len(boxes)
    for node, sentence in zip(boxes, sentences, strict=True):
        summed = cell[cell.folded.get(node.name, node.name)]
        assert sentence.startswith(node.name.replace("_next", " new"))
        for arg in summed.args:
            assert re.search(rf"\b{arg.replace('_next', ' new')} \(", sentence.split(": ", 1)[1])


# Graphviz accepts it


def figures_in(svg):
    """One element per graph, of the output of one run of Graphviz over several sources."""
    pieces = re.findall(r"<svg.*?</svg>", svg, re.DOTALL)
    return [ElementTree.fromstring(piece.replace("xlink:", "")) for piece in pieces]


def elements(svg):
    """The class of everything that has one, by id or, for wires, in a list."""
    groups = [group for group in svg.iter() if group.tag.endswith("g") and "class" in group.attrib]
    return {group.get("id"): group.get("class").split() for group in groups}


def assert_drawn_without_complaint(dot, sources):
    svg, complaints = dot("\n".join(sources))
    assert complaints == ""
    drawn = figures_in(svg)
    assert len(drawn) == len(sources)
    return drawn


def test_graphviz_draws_every_figure_without_a_warning(dot):
    sources = [to_dot(cell, values) for cell in FIGURES.values() for values in (None, some_values(cell, -0.99))]
    assert_drawn_without_complaint(dot, sources)


def test_graphviz_leaves_everything_where_it_is_pinned(dot):
    """The wires come out as straight as they went in: every path of a wire keeps to one line."""
    for svg in assert_drawn_without_complaint(dot, [to_dot(cell) for cell in FIGURES.values()]):
        wires = [group for group in svg.iter() if "wire" in group.get("class", "").split()]
        assert wires
        for wire in wires:
            (path,) = (child for child in wire.iter() if child.tag.endswith("path"))
            points = np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d")), dtype=float)
            assert min(np.ptp(points, axis=0)) < 0.02


@each_cell
def test_a_cell_without_a_picture_is_laid_out_by_graphviz(cell, dot):
    blank, drawn = replace(cell, picture=""), {node.name for node in cell.drawn}
    plain, full = assert_drawn_without_complaint(dot, [to_dot(blank), to_dot(blank, some_values(blank, -0.99))])
    for svg in (plain, full):
        found = elements(svg)
        assert {f"node-{name}" for name in drawn} <= found.keys()
        wires = {tuple(words[2:]) for words in found.values() if "wire" in words}
        for node in cell.drawn:
            for arg in cell[cell.folded.get(node.name, node.name)].args:
                assert (f"from-{arg}", f"to-{node.name}") in wires
        for new in cell.states.values():
            assert (f"from-{new}", f"to-out_{new}") in wires
    numbers = {f"{value:.2f}".replace("-", "−") for name, value in some_values(cell, -0.99).items() if name in drawn}
    assert numbers <= {text.strip() for text in full.itertext()}


def test_graphviz_draws_every_mistake(dot):
    sources = [to_dot(wrong) for cell in (CELLS["LSTM"], CELLS["GRU (PyTorch)"]) for _, wrong in mistakes(cell)][::7]
    assert_drawn_without_complaint(dot, sources)


@settings(max_examples=8)
@given(some=st.lists(cells(), min_size=5, max_size=5))
def test_graphviz_draws_any_cell(some, dot):
    assert_drawn_without_complaint(dot, [to_dot(cell, values) for cell in some for values in (None, some_values(cell))])


def test_a_page_can_be_drawn_after_every_line_while_it_is_typed(dot):
    lines = written_out(CELLS["LSTM"]).splitlines()
    halves = [read_cell("t", "\n".join(lines[: count + 1])) for count in range(len(lines))]
    assert_drawn_without_complaint(dot, [to_dot(half) for half in halves])


@pytest.mark.parametrize("name", ["node", "edge", "graph", "Digraph", "subgraph", "strict", "previous_hidden_state"])
def test_words_of_dot_and_long_words_may_be_names(name, dot):
    page = f'x\n{name}\nother = sigmoid(linear(x, {name}))\n{name}_next = other * {name} # so-called "gate", \\ and $5'
    (svg,) = assert_drawn_without_complaint(dot, [to_dot(read_cell("t", page))])
    assert {f"node-{name}", "node-other", f"node-{name}_next"} <= elements(svg).keys()


def test_symbols_of_a_learner_cannot_break_the_source(dot):
    page = 'x # $"];evil [label="$ quoted\nh # $\\frac{a}{b}\\$ odd\nh_next = tanh(linear(x, h)) # $<b>&$ tags'
    (svg,) = assert_drawn_without_complaint(dot, [to_dot(read_cell("t", page))])
    assert "node-evil" not in elements(svg)


SYMBOLS = st.text("abt\\\\{}_^~,+-' ", min_size=1, max_size=8)
PRINTED = st.characters(categories=("L", "N", "P", "S", "Zs"))
WORDS = st.text(PRINTED, max_size=40) | st.text('"\\\\]<>;=/*#{} a', max_size=20)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed here")
@settings(deadline=None, max_examples=60)
@given(symbol=SYMBOLS, words=WORDS)
@example(symbol="x\\", words="URL=<https://evil.example>]//")
@example(symbol="x", words='" URL="https://evil.example')
def test_no_symbol_and_no_words_add_to_a_figure_what_is_not_ours(symbol, words):
    """Graphviz itself reads the source: the same boxes, wires and attributes, whatever they are called."""
    page = read_cell("Mine", "x\nh\nf = sigmoid(linear(x, h))\nh_next = f * h")
    named = replace(page, nodes=(*page.nodes[:-1], replace(page.nodes[-1], symbol=symbol, meaning=words)))
    box = replace(page, nodes=tuple(replace(one, symbol=symbol, meaning=words) for one in page.nodes))
    for cell in (named, box):
        ours, theirs = (_objects(to_dot(one)) for one in (page, cell))
        assert [one.keys() for one in theirs] == [one.keys() for one in ours]


def _objects(source: str) -> list[dict[str, str]]:
    """Every node and edge with its attributes, as Graphviz understands them."""
    done = subprocess.run(["dot", "-Kdot", "-Tdot_json"], input=source, capture_output=True, text=True, check=True)
    read = json.loads(done.stdout)
    return [*read["objects"], *read["edges"]]
