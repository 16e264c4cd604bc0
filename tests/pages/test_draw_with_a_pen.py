"""Draw the cell with a pen: what was read of the ink is marked like any drawing, and parts can take over."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.grade.exercises import EXERCISES
from tests.apps import press
from tests.lstm_core.ink.composer import Pen, lstm
from tests.ui.practise.test_ink_reading import sent
from tools.apptest import open_page, rerun

INK = sent(lstm(Pen(3)).ink())


def opened(way="Blank sheet", ink=None, tool="Pen") -> AppTest:
    """The page, with ink that a browser has sent."""
    state = {} if ink is None else {f"pen canvas LSTM {way}": {"ink": ink}}
    return open_page("draw", {"way": way, "tool": tool}, state)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in [*app.header, *app.markdown, *app.caption, *app.info])


def attempt(app: AppTest, way: str = "Blank sheet"):
    return app.session_state["session"].practise.drawings[f"LSTM {way}"]


def switch(app: AppTest):
    return next((one for one in app.segmented_control if one.key == "tool"), None)


def choose(app: AppTest, tool: str) -> None:
    switch(app).set_value(tool)
    rerun(app)


def test_ink_is_marked_like_any_drawing_and_a_signal_runs_through_it():
    app = press(opened(ink=INK), "check")
    assert "95 of 100: right, but the gates have no names (−5)" in said(app)
    press(app, "signal")
    assert "1 of " in said(app)


def test_parts_go_on_with_what_was_read_and_the_pen_comes_back_to_its_ink():
    app = opened(ink=INK)
    read = attempt(app).drawing
    choose(app, "Parts")
    assert attempt(app).drawing == read
    assert "95 of 100" in said(press(app, "check"))
    changed = {"parts": read["parts"][:3], "wires": [], "rev": 1}
    app.session_state["canvas LSTM Blank sheet"] = {"drawing": changed}
    rerun(app)
    assert len(attempt(app).drawing["parts"]) == 3
    choose(app, "Pen")
    assert attempt(app).drawing == read
    choose(app, "Parts")
    assert len(attempt(app).drawing["parts"]) == 3, "the ink is as it was, so the parts are kept"


def test_a_new_sheet_takes_the_place_of_ink_and_parts():
    app = opened(ink=INK)
    choose(app, "Parts")
    press(app, "fresh")
    assert attempt(app).drawing["parts"] == []
    choose(app, "Pen")
    assert attempt(app).drawing["parts"] == []


@pytest.mark.parametrize("way", [way for way, exercise in EXERCISES.items() if exercise.drawn])
def test_there_is_a_pen_in_each_way_that_has_a_canvas(way):
    assert switch(opened(way)).value == "Pen"


@pytest.mark.parametrize("way", ["Fill the gaps", "Find the mistake"])
def test_what_a_sheet_begins_with_is_on_paper_as_well_and_a_new_sheet_has_the_next(way):
    app = press(opened(way), "check")
    mark = attempt(app, way).mark
    assert 0 < mark < 100
    choose(app, "Parts")
    assert attempt(app, way).drawing == attempt(app, way).given.drawing.data(), (
        "nothing was drawn, so parts are as given"
    )
    assert attempt(press(app, "check"), way).mark == mark
    choose(app, "Pen")
    before = attempt(app, way).drawing
    press(app, "fresh")
    assert attempt(app, way).drawing != before


def test_given_parts_stay_where_they_are_after_the_pen_as_well():
    way = "Fill the gaps"
    app = opened(way)
    sheet = attempt(app, way).sheet
    message = {"rev": 0, **sheet.paper.newest()}
    app.session_state[f"pen canvas LSTM {way}"] = {
        "ink": message | {"strokes": message["strokes"] + " 0,90,400,400,C?C?"}
    }
    rerun(app)
    choose(app, "Parts")
    parts = {part["id"] for part in attempt(app, way).drawing["parts"]}
    assert set(attempt(app, way).sheet.same_parts(attempt(app, way).given.locked)) <= parts


def test_where_one_points_with_a_finger_the_pen_comes_first_until_parts_are_chosen():
    told = {"identity": {"told": {"coarse": True}}}
    app = open_page("draw", {}, told)
    assert switch(app).value == "Pen"
    choose(app, "Parts")
    app.session_state["identity"] = told["identity"]
    assert switch(rerun(app)).value == "Parts"
    assert switch(open_page("draw", {"tool": "Parts"}, told)).value == "Parts"
    assert switch(open_page("draw", {}, {"identity": {"told": {"coarse": "yes"}}})).value == "Parts"


@pytest.mark.parametrize("ink", [7, {"rev": 0}, {"rev": 0, "strokes": [1]}, {"rev": 0, "strokes": "a b", "steps": 3}])
def test_forged_ink_is_refused_in_a_sentence_and_nothing_is_marked(ink):
    app = press(opened(ink=ink), "check")
    assert "It cannot run yet" in said(app)
    assert attempt(app).mark < 20


def test_the_clock_starts_with_the_first_stroke():
    assert "from the moment you begin" in said(opened("Three minutes"))
    app = opened("Three minutes", {"rev": 0, "strokes": "0,90,400,400,C?C?C?"})
    assert attempt(app, "Three minutes").began


def replays(app: AppTest):
    return [one for one in app.get("bidi_component") if one.proto.component_name == "ink_replay"]


@pytest.mark.parametrize(("way", "shown"), [("Three minutes", 1), ("Blank sheet", 1), ("Trace", 0)])
def test_what_was_drawn_from_memory_is_drawn_once_more_after_the_check(way, shown):
    app = opened(way, INK)
    assert not replays(app)
    assert len(replays(press(app, "check"))) == shown


def test_the_replay_tells_no_mistakes_while_hints_are_taken_and_its_mark_is_that_of_the_page():
    app = press(opened(ink=sent(lstm(Pen(3), sign="×").ink())), "check")
    assert attempt(app).playback["heading"].endswith("85 of 100, not right yet")
    assert not replays(press(app, "hint 0"))
    assert len(replays(press(app, "check"))) == 1
    assert attempt(app).mark == 80
    assert attempt(app).playback["heading"].endswith("80 of 100, not right yet")


def test_when_the_three_minutes_are_over_the_ink_is_marked_and_drawn_once_more():
    app = opened("Three minutes", INK)
    attempt(app, "Three minutes").began -= 181
    rerun(app)
    assert "Time is over" in said(app)
    assert len(replays(app)) == 1
    assert attempt(app, "Three minutes").playback["heading"].startswith("LSTM drawn, 95")


def test_what_is_made_of_parts_has_no_replay():
    app = opened(ink=INK)
    choose(app, "Parts")
    assert not replays(press(app, "check"))
