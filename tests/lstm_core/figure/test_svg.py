"""The drawings that are shipped belong to the cells, need no Graphviz, and leave all colours to the theme."""

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from lstm_core.cell.roles import ROLES, role
from lstm_core.cells import CELLS
from lstm_core.figure import describe
from lstm_core.figure import svg as drawing
from lstm_core.figure.svg import FOLDER, draw, fingerprint, palette, shipped
from lstm_core.mistakes import mistakes
from tests.lstm_core.examples import FIGURES, each_cell, each_figure

SVG = "{http://www.w3.org/2000/svg}"
each_life = pytest.mark.parametrize("live", [False, True], ids=["still", "live"])
NAMED = re.compile(r"\b(black|white|red|green|blue|gr[ae]y|orange|yellow|transparent)\b")


def root(cell, live):
    return ElementTree.fromstring(shipped(cell, live))


def groups(svg):
    """Everything with a class, as (id, classes, element)."""
    found = [element for element in svg.iter(f"{SVG}g") if "class" in element.attrib]
    return [(element.get("id", ""), element.get("class").split(), element) for element in found]


def essence(text):
    """What a drawing says, whichever Graphviz drew it: ids, classes, words, and how the words are set."""
    svg = ElementTree.fromstring(text)
    found = Counter(ident for ident, *_ in groups(svg) if not re.match(r"(edge|node|graph)\d+$", ident))
    for element in svg.iter():
        words = (element.text or "").strip() if element.tag != f"{SVG}svg" else ""
        look = [element.get(name, "") for name in ("class", "dy", "font-style", "aria-label", "data-made-from")]
        found[(element.tag, words, *look)] += 1
    return found


def assert_free_of_colours(svg):
    for element in svg.iter():
        if element.tag != f"{SVG}style":
            assert not {"fill", "stroke", "color", "style", "font-family"} & element.attrib.keys()
            values = " ".join(value for name, value in element.attrib.items() if name not in ("aria-label", "class"))
            assert not re.search(r"#[0-9a-fA-F]{3}", values)
            assert not NAMED.search(values)


# They belong to the cells


@each_figure
@each_life
def test_a_shipped_drawing_was_made_from_the_cell_as_it_is_today(cell, live):
    """If this fails, run `python -m lstm_core.figure.svg` and look at what changed."""
    assert root(cell, live).get("data-made-from") == fingerprint(cell, live)


def test_there_is_a_drawing_for_every_cell_still_and_live_and_no_other():
    paths = {drawing._path(cell, live) for cell in FIGURES.values() for live in (False, True)}
    assert len(paths) == 2 * len(FIGURES)
    assert paths == set(FOLDER.iterdir())


@each_figure
def test_shipped_drawings_need_no_graphviz(cell, monkeypatch):
    monkeypatch.setenv("PATH", "")
    shipped.cache_clear()
    assert shipped(cell, live=True).startswith("<svg")


def test_a_cell_that_is_not_shipped_has_no_drawing_whatever_its_name_is():
    lstm = CELLS["LSTM"]
    for other in (replace(lstm, name="Mine"), replace(lstm, picture=""), next(wrong for _, wrong in mistakes(lstm))):
        with pytest.raises(FileNotFoundError, match="there is no drawing of this"):
            shipped(other)


@each_figure
def test_the_fingerprint_tells_cells_apart_and_still_from_live(cell):
    marks = [fingerprint(other, live) for other in FIGURES.values() for live in (False, True)]
    assert marks.count(fingerprint(cell, False)) == 1


# What is in them


@each_figure
@each_life
def test_every_drawn_node_has_its_element_with_the_class_of_its_role(cell, live):
    found = {ident: classes for ident, classes, _ in groups(root(cell, live)) if ident}
    for node in cell.drawn:
        assert f"role-{role(cell, node.name)}" in found[f"node-{node.name}"]
    for new in cell.states.values():
        assert f"node-out_{new}" in found


@each_figure
@each_life
def test_every_wire_says_from_where_and_to_whom(cell, live):
    wires = [classes for _, classes, _ in groups(root(cell, live)) if "wire" in classes]
    led = {(word, to) for words in wires for word in words if word[:5] == "from-" for to in words if to[:3] == "to-"}
    for node in cell.drawn:
        if node.op not in ("input",) and node.name not in cell.folded and not node.weights:
            assert {(f"from-{arg}", f"to-{node.name}") for arg in node.args} <= led


@each_figure
@each_life
def test_ids_are_unique(cell, live):
    ids = [element.get("id") for element in root(cell, live).iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)


@each_figure
def test_a_live_drawing_has_one_place_for_the_number_of_every_node_and_a_still_one_has_none(cell):
    owners = []
    for ident, _, group in groups(root(cell, True)):
        owners += [ident] * sum(text.get("class") == "number" for text in group.findall(f"{SVG}text"))
    named = Counter(re.sub(r"^(node|value)-", "", ident) for ident in owners)
    outlets = {f"out_{new}" for new in cell.states.values()}
    assert named == Counter({node.name for node in cell.drawn} | outlets)
    assert not re.search('class="number"', shipped(cell, False))


@each_figure
@each_life
def test_colours_stand_in_the_style_sheet_alone(cell, live):
    assert_free_of_colours(root(cell, live))


@each_figure
@each_life
def test_the_colours_of_a_shipped_drawing_are_those_of_the_roles_today(cell, live):
    """They are no part of the fingerprint; if this fails, run `python -m lstm_core.figure.svg`."""
    style = root(cell, live).find(f"{SVG}style").text
    for theme in ("light", "dark"):
        assert palette(theme) in style
    assert style == drawing._style()


@each_figure
@each_life
def test_every_shape_is_coloured_by_a_class_that_the_style_sheet_knows(cell, live):
    svg = root(cell, live)
    style = svg.find(f"{SVG}style").text
    for _, classes, group in groups(svg):
        for shape in group:
            if shape.tag.removeprefix(SVG) in ("polygon", "ellipse", "path", "polyline"):
                word = shape.get("class")
                assert word in ("line", "area")
                assert any(f".{name} .{word}" in style for name in classes) or word == "line", classes


def test_the_style_sheet_uses_no_variable_that_it_does_not_declare():
    style = root(CELLS["LSTM"], True).find(f"{SVG}style").text
    for theme in ("light", "dark"):
        declared = set(re.findall(r"--([\w-]+):", palette(theme)))
        used = {name for name, fallback in re.findall(r"var\(--([\w-]+)(,?)", style) if not fallback}
        assert used <= declared
        assert {f"{name}-{kind}" for name in ROLES for kind in ("ink", "tint")} <= declared


@each_figure
@each_life
def test_a_drawing_is_described_in_words_for_those_who_cannot_see_it(cell, live):
    svg = root(cell, live)
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == describe(cell)
    titles = {title.text for title in svg.iter(f"{SVG}title")}
    assert titles == {node.meaning for node in cell.drawn if node.op != "input"}


@each_figure
@each_life
def test_a_drawing_holds_no_script_link_or_outside_resource(cell, live):
    tags = {element.tag.removeprefix(SVG) for element in root(cell, live).iter()}
    assert tags <= {"svg", "style", "g", "title", "text", "tspan", "path", "polygon", "ellipse", "polyline"}
    assert not re.search(r"https?:(?!//www\.w3\.org/)|href|javascript|<!|<\?", shipped(cell, live))


@pytest.mark.parametrize(
    ("ident", "pieces"),
    [("node-c", ["C", "t−1"]), ("node-out_h_next", ["h", "t"]), ("name-join_h_x", ["[h", "t−1", ", x", "t", "]"])],
)
def test_symbols_have_true_subscripts(ident, pieces):
    (text,) = (group.find(f"{SVG}text") for name, _, group in groups(root(CELLS["LSTM"], False)) if name == ident)
    assert [tspan.text for tspan in text] == pieces
    height = 0.0
    for tspan in text:
        size = 0.7 if tspan.get("font-size") == "70%" else 1.0
        height += size * float(tspan.get("dy", "0em").removesuffix("em"))
        assert height == pytest.approx(0.21 if size < 1 else 0, abs=1e-9), "small letters stand low, others on the line"


# Drawing them


def test_redrawing_gives_the_same_ids_classes_and_words(dot, tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "FOLDER", tmp_path)
    drawing.main()
    redrawn = sorted(tmp_path.iterdir())
    assert [path.name for path in redrawn] == sorted(path.name for path in FOLDER.iterdir())
    for path in redrawn:
        again, before = (file.read_text(encoding="utf-8") for file in (path, FOLDER / path.name))
        assert essence(again) == essence(before)
        assert_free_of_colours(ElementTree.fromstring(again))


@each_cell
def test_a_cell_without_a_picture_can_be_drawn_and_polished_too(cell, dot):
    svg = ElementTree.fromstring(draw(replace(cell, picture="")))
    assert {f"node-{node.name}" for node in cell.drawn} <= {ident for ident, *_ in groups(svg)}
