"""Look up: every place that a row names is there, links open lessons where they should, and weights are converted."""

from urllib.parse import parse_qs, parse_qsl

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.cells.conventions import LAYOUTS, convert, example
from lstm_core.cells.conventions.files import write
from lstm_core.cells.conventions.pasted import array, text
from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.coverage import coverage, paragraph
from lstm_core.course.reference.glossary import glossary, search
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import topics
from lstm_core.figure.stages import stages
from lstm_core.grade.exercises import DRAWN_CELLS, EXERCISES
from lstm_core.run.challenges import challenges
from lstm_core.tasks import TASKS
from lstm_core.training.pretrained import SHIPPED
from tests.apps import ways_on
from tools.apptest import open_page
from ui.common.menu import PLACES
from ui.probe.interventions import EDIT, HOLD, SILENCE

PAGES = {place.url_path: place for places in PLACES.values() for place in places}
ROWS = {row.id: row.at for part in coverage().values() for row in part.rows}
TARGETS = ROWS | {term.name: (term.see,) for term in glossary()}
CELL = with_readout(CELLS["LSTM"])
CHOICES = {  # what a link may ask of a page
    "course": {"lesson": set(lessons())},
    "step-by-step": {
        "cell": set(CELLS),
        "view": {"One step", "Gates by hand", "Over time", "As code"},
        "challenge": set(challenges(CELLS["LSTM"])),
    },
    "train": {"task": set(TASKS)},
    "probe": {"net": set(SHIPPED), "do": {HOLD, SILENCE, EDIT}},
    "draw": {"drawn_cell": set(DRAWN_CELLS), "way": set(EXERCISES)},
    "drills": {"drills": {drill.title for drill in DRILLS.values()}},
    "oral": {"oral_topics": {topic.title for topic in topics().values()}},
    "symbols": {"part": {"Symbols", "Equations", "Weights"}},
}


def opened(page: str, **parameters: str) -> AppTest:
    return open_page(page, parameters)


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.header, *app.subheader])


def leads_to(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Page and query of every link on the page above its end, and that it knows the way back."""
    found = [element.proto for element in app.get("page_link")][: -len(ways_on(app))]
    queries = [dict(parse_qsl(one.query_string)) for one in found]
    assert all(query.pop("from") for query in queries)
    return [(one.page, query) for one, query in zip(found, queries, strict=True)]


@pytest.mark.parametrize("name", TARGETS)
def test_every_place_that_is_named_exists_in_every_detail(name):
    for address in TARGETS[name]:
        path, _, query = address.partition("?")
        assert path
        assert path in PAGES
        asked = {key: values[-1] for key, values in parse_qs(query, strict_parsing=bool(query)).items()}
        cell = with_readout(CELLS[asked.get("cell", "LSTM")])
        choices = CHOICES.get(path, {}) | {"stage": {stage.title(cell) for stage in stages(cell)}}
        if path == "glossary":
            assert search(asked.pop("find"), glossary())
        for key, value in asked.items():
            assert value in choices.get(key, ()), f"{path} knows no {key} {value}"


@pytest.mark.parametrize("lecture", ["S0", "S1", "S2", "S3", "S4", "Left out"])
def test_a_lecture_shows_every_row_and_leads_to_its_places(lecture):
    app = opened("lectures", lecture=lecture)
    part = coverage()["alluded" if lecture == "Left out" else lecture]
    assert all(row.what in words(app) for row in part.rows)
    assert all(why in words(app) for why in part.aside.values())
    there = [address for row in part.rows for address in row.at if "lesson=" not in address or _written(address)]
    assert len(leads_to(app)) == len(there)


def _written(address: str) -> bool:
    return address.removeprefix("course?lesson=") in lessons()


def test_a_link_opens_a_lesson_at_the_paragraph_about_these_lines():
    lesson, lines = lessons()["lstm"], ("S2:42-45",)
    number = paragraph(lesson, lines)
    app = opened("lectures", lecture="S2")
    wanted = {"lesson": "lstm", "open": "true", "paragraph": str(number)}
    assert ("course", wanted) in leads_to(app)
    course = opened("course", **wanted)
    assert f"{number} of {len(lesson.paragraphs)}" in words(course)
    assert "paragraph" not in course.query_params, "one walks on from there"
    course.button(key="text_next").click().run()
    assert f"{number + 1} of {len(lesson.paragraphs)}" in words(course)


@pytest.mark.parametrize("number", ["999", "-1", "x", "9" * 50, ""])
def test_a_paragraph_that_is_not_there_does_no_harm(number):
    opened("course", lesson="lstm", open="true", paragraph=number)


def test_the_glossary_is_searched():
    app = opened("glossary")
    assert f"{len(glossary())} words" in words(app)
    app.text_input(key="find").set_value("Vergessens").run()
    assert "**Forget gate**" in words(app)
    assert "**Mask**" not in words(app)
    app.text_input(key="find").set_value("zzz").run()
    assert "No word like this is here" in words(app)


def test_a_link_may_search_the_glossary():
    assert "**Mask**" in words(opened("glossary", find="mask"))


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_stands_in_three_sets_of_letters(cell):
    app = opened("symbols", part="Equations", equations_of=cell)
    assert [heading.value for heading in app.header] == ["FAU, colah", "PyTorch", "W, U, b"]


PAIRS = [  # each with the next; the core tests them all
    (cell, one, other)
    for cell, layouts in LAYOUTS.items()
    for one, other in zip(layouts, (*layouts[1:], layouts[0]), strict=True)
]


def converter(cell: str, source: str, target: str) -> AppTest:
    sides = {f"from_{cell.lower()}": source, f"to_{cell.lower()}": target}
    return opened("symbols", part="Weights", weights_of=cell, **sides)


@pytest.mark.parametrize(
    ("cell", "source", "target"), PAIRS, ids=[f"{cell}: {one.name} to {other.name}" for cell, one, other in PAIRS]
)
def test_every_pair_is_converted_or_refused_in_a_sentence(cell, source, target):
    app = converter(cell, source.name, target.name)
    shown = [code.value for code in app.code]
    if source.cell != target.cell:
        assert not shown
        assert "do not compute the same" in words(app)
    else:
        made = convert(source, target, example(source, 2, 2))
        assert shown[: len(made)] == [text(block) for block in made.values()]


def test_what_is_pasted_is_converted():
    app = converter("Elman", "PyTorch", "FAU")
    pasted = {"weight_ih": "0.25", "weight_hh": "tensor([[-2.]])", "bias_ih": "1", "bias_hh": "0,5"}
    for name, value in pasted.items():
        app.text_area(key=f"block Elman PyTorch {name}").set_value(value)
    app.run()
    assert "bias_hh: " in words(app), "0,5 may be one number or two"
    app.text_area(key="block Elman PyTorch bias_hh").set_value("0.5").run()
    assert array(app.code[0].value, 2).tolist() == [[-2, 0.25]]
    assert app.code[1].value == "1.5"


@pytest.mark.parametrize(("typed", "says"), [("", "it is empty"), ("1 x", "“x” is not a number"), ("1 2\n3", "row 2")])
def test_what_cannot_be_read_gets_a_sentence_beside_its_field(typed, says):
    app = converter("LSTM", "PyTorch", "Keras")
    app.text_area(key="block LSTM PyTorch weight_hh").set_value(typed).run()
    assert not app.exception
    assert any("weight_hh: " in caption.value and says in caption.value for caption in app.caption)
    assert not app.code


def test_swapping_makes_the_result_the_beginning_and_comes_back():
    app = converter("LSTM", "PyTorch", "Keras")
    before, made = app.text_area[0].value, [code.value for code in app.code][:3]
    app.button(key="swap").click().run()
    assert not app.exception
    assert [area.value for area in app.text_area] == made
    assert app.code[0].value == before


def test_an_example_of_any_size_can_be_filled_in():
    app = converter("GRU", "Keras", "PyTorch")
    app.number_input(key="example_inputs").set_value(3)
    app.number_input(key="example_units").set_value(4)
    app.button(key="fill_in").click().run()
    assert array(app.text_area[0].value, 2).shape == (3, 12)
    assert array(app.code[1].value, 2).shape == (12, 4)


def test_files_go_into_the_fields_and_bad_ones_leave_them_as_they_are():
    layout = LAYOUTS["LSTM"][1]
    app = converter("LSTM", "PyTorch", "FAU")
    app.file_uploader(key="weights_file").upload("w.npz", write(example(layout, 1, 3, 5), "npz")).run()
    assert not app.exception
    first = app.text_area[0].value
    assert np.array_equal(array(first, 2), example(layout, 1, 3, 5)["weight_ih"])
    app.file_uploader(key="weights_file").upload("w.csv", b"weight_ih\n1,2").run()
    assert "weight_hh, bias_ih, bias_hh is missing. The numbers below are as they were." in words(app)
    assert app.text_area[0].value == first


def test_of_a_file_with_two_layers_one_is_chosen_and_the_other_is_named():
    layout = LAYOUTS["LSTM"][1]
    blocks = [example(layout, 1, 3, seed) for seed in (5, 6)]
    data = write({f"{name}_l{k}": block for k in (0, 1) for name, block in blocks[k].items()}, "npz")
    app = converter("LSTM", "PyTorch", "FAU")
    before = app.text_area[0].value
    app.file_uploader(key="weights_file").upload("w.npz", data).run()
    assert "This file holds 2 layers: layer 0, layer 1. Choose the one to read." in words(app)
    assert app.text_area[0].value == before
    for k in (1, 0):
        app.selectbox(key="weights_layer").set_value(f"layer {k}").run()
        assert not app.exception
        assert np.array_equal(array(app.text_area[0].value, 2), blocks[k]["weight_ih"])
        assert f"weight_hh_l{1 - k}" in words(app)


def test_a_layer_without_biases_is_filled_in_with_zeros_and_says_so():
    layout = LAYOUTS["LSTM"][1]
    blocks = {name: block for name, block in example(layout, 1, 3, 5).items() if name.startswith("weight")}
    app = converter("LSTM", "PyTorch", "FAU")
    app.file_uploader(key="weights_file").upload("w.npz", write(blocks, "npz")).run()
    assert not app.exception
    assert "There is no bias\\_ih" in words(app) or "There is no bias_ih" in words(app)
    assert np.array_equal(array(app.text_area[2].value, 1), np.zeros(12))


def test_the_credits_name_lectures_libraries_papers_and_tunes():
    said = words(opened("credits"))
    assert all(word in said for word in ("**S4** Maier", "streamlit", "Hochreiter and Schmidhuber", "The tunes"))
