"""Draw the cell: whatever lies on the canvas is marked or refused in a sentence, can be run, and is written down."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.exam.log.log import Log
from lstm_core.exam.review.rating import HARD
from lstm_core.grade import drawing_of, read_drawing
from lstm_core.grade.exercises import DRAWN_CELLS, EXERCISES
from lstm_core.mistakes import squashed_memory
from tests.apps import click_again, press, written_down
from tools.apptest import open_page, visit
from ui.common.learner_log import DATABASE, _log
from ui.common.server_wide import forget
from ui.practise.draw.run_drawing import NAME

NO_PARTS = {"parts": [], "wires": []}
FORGED = {  # what a browser may send, and what is said about it
    "It cannot run yet": NO_PARTS | {"nothing": 1, "x": 2},
    "of an unknown kind": {
        "parts": [{"id": "p1", "kind": "script", "x": 0, "y": 0, "label": ""}],
        "wires": [],
    },
    "at most 40 are read": {
        "parts": [{"id": f"p{k}", "kind": "add", "x": 0, "y": 0, "label": ""} for k in range(10_000)],
        "wires": [],
    },
    "leads nowhere": NO_PARTS | {"wires": [{"id": "w1", "from": "a", "to": "b", "port": 0}]},
    "outside the canvas": {
        "parts": [{"id": "p1", "kind": "add", "x": float("nan"), "y": 0, "label": ""}],
        "wires": [],
    },
}


def opened(way="Blank sheet", cell="LSTM", on_canvas=None) -> AppTest:
    """The page, with a drawing that a browser has sent."""
    sent = {} if on_canvas is None else {f"canvas {cell} {way}": {"drawing": on_canvas | {"rev": 0}}}
    return open_page("draw", {"way": way, "drawn_cell": cell}, sent)


def checked(app: AppTest) -> AppTest:
    return press(app, "check")


def said(app: AppTest) -> str:
    elements = [*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.success]
    return " ".join(element.value for element in elements)


def with_tanh_on_the_memory_line():
    lstm = CELLS["LSTM"]
    return drawing_of(replace(squashed_memory(lstm), picture=lstm.picture))


@pytest.mark.parametrize("way", EXERCISES)
@pytest.mark.parametrize("cell", DRAWN_CELLS)
def test_every_way_to_practise_opens_for_every_cell(way, cell):
    assert EXERCISES[way].note in said(opened(way, cell))


@pytest.mark.parametrize("cell", DRAWN_CELLS)
def test_a_right_drawing_gets_full_marks_and_can_be_trained(cell):
    app = checked(opened(cell=cell, on_canvas=drawing_of(CELLS[cell]).data()))
    assert "100 of 100: ready for the exam" in said(app)
    press(app, "train_drawing")
    assert NAME in app.session_state["session"].own.cells


@pytest.mark.parametrize("cell", DRAWN_CELLS)
def test_a_signal_runs_through_a_right_drawing_value_by_value_to_its_end(cell):
    app = checked(opened(cell=cell, on_canvas=drawing_of(CELLS[cell]).data()))
    press(app, "signal")
    assert "1 of " in said(app)
    moments = int(said(app).split("1 of ")[1].split(":")[0])
    for at in range(1, moments):
        press(app, f"signal on {at}")
    assert f"{moments} of {moments}: $h_t = " in said(app)
    press(app, "signal done")
    assert "100 of 100" in said(app)


def test_no_signal_runs_through_a_drawing_that_is_wrong_or_was_changed():
    assert "signal" not in keys(checked(opened(on_canvas=with_tanh_on_the_memory_line().data())))
    right = drawing_of(CELLS["LSTM"]).data()
    app = checked(opened(on_canvas=right))
    assert "signal" in keys(app)
    app.session_state["canvas LSTM Blank sheet"] = {"drawing": {"parts": [], "wires": [], "rev": 0}}
    assert "signal" not in keys(app.run())


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_a_tanh_on_the_memory_line_is_named_and_the_memory_is_seen_to_fade():
    app = checked(opened(on_canvas=with_tanh_on_the_memory_line().data()))
    assert "off the memory line" in said(app)
    assert "yours 0.76, 0.64, 0.57" in said(app)
    assert "right 1.00, 1.00, 1.00" in said(app)


@pytest.mark.parametrize("words", FORGED)
def test_forged_drawings_are_refused_in_a_sentence_and_nothing_is_marked(words):
    app = checked(opened(on_canvas=FORGED[words]))
    assert words in said(app)
    assert "100 of 100" not in said(app)


def test_what_is_no_drawing_is_not_taken_over():
    """So the sheet stays as it was, empty."""
    assert "It cannot run yet" in said(checked(opened(on_canvas={"parts": 3, "wires": "w"})))


def test_a_drawing_that_cannot_run_says_why():
    lstm = drawing_of(CELLS["LSTM"])
    without_h = replace(lstm, wires=tuple(w for w in lstm.wires if _kind(lstm, w.target) != "h_next"))
    assert "It cannot run yet" in said(checked(opened(on_canvas=without_h.data())))


def test_hints_tell_more_each_time_and_cost_points():
    app = opened(on_canvas=with_tanh_on_the_memory_line().data())
    told = []
    for taken in range(3):
        press(app, f"hint {taken}")
        told.append(app.info[0].value)
    assert len(set(told)) == 3
    assert "−15" in said(app)


def test_the_second_click_of_two_takes_no_second_hint():
    app = opened(on_canvas=with_tanh_on_the_memory_line().data())
    late_click = click_again(app, "hint 0")
    press(app, "hint 0")
    late_click()
    assert "−5" in said(app)
    assert "−10" not in said(app)


def test_the_same_drawing_checked_twice_is_one_attempt():
    app = checked(checked(opened(on_canvas=with_tanh_on_the_memory_line().data())))
    assert len(written_down(app, "drawing")) == 1


def test_while_hints_are_taken_no_more_is_said_than_they_say():
    app = opened(on_canvas=with_tanh_on_the_memory_line().data())
    press(app, "hint 0")
    assert "off the memory line" not in said(app)
    assert "(−10)" not in said(app)
    assert "off the memory line" in said(checked(app))


def half_a_cell():
    right = drawing_of(CELLS["LSTM"])
    kept = right.parts[:7]
    ids = {part.id for part in kept}
    return replace(right, parts=kept, wires=tuple(w for w in right.wires if {w.source, w.target} <= ids))


def test_half_a_drawing_is_told_what_is_there_and_what_comes_next_and_the_rest_is_folded():
    app = checked(opened(on_canvas=half_a_cell().data()))
    assert "There, but not wired yet:" in said(app)
    assert "**Next:**" in said(app)
    assert "can go" not in said(app)
    assert "All remarks" in " ".join(expander.label for expander in app.expander)


def test_three_remarks_are_read_at_once_and_all_the_others_on_demand():
    """The LSTM, where a GRU was asked for."""
    app = checked(opened(cell="GRU", on_canvas=without_its_memory().data()))
    grade = app.session_state["session"].practise.drawings["GRU Blank sheet"].grade
    folded = next(expander for expander in app.expander if expander.label.startswith("All remarks"))
    inside = " ".join(element.value for element in folded.markdown)
    wrong = [remark.text for remark in grade.remarks if not remark.open]
    assert len(wrong) > 3
    assert not any(text in inside for text in wrong[:3])
    assert all(text in inside for text in wrong[3:])
    assert all(said(app).count(remark.text) == 1 for remark in grade.remarks)


def without_its_memory():
    """An LSTM without C, since a sheet for the GRU has none."""
    right = drawing_of(CELLS["LSTM"])
    gone = {part.id for part in right.parts if part.kind in ("c", "c_next")}
    wires = tuple(wire for wire in right.wires if not {wire.source, wire.target} & gone)
    return replace(right, parts=tuple(part for part in right.parts if part.id not in gone), wires=wires)


def test_missing_names_stand_beside_the_mark_with_their_points():
    right = drawing_of(CELLS["LSTM"])
    bare = replace(right, parts=tuple(replace(part, label="") for part in right.parts))
    app = checked(opened(on_canvas=bare.data()))
    assert "95 of 100: right, but the gates have no names (−5)" in said(app)


def test_a_sheet_with_a_mistake_counts_as_repaired_only_when_it_is():
    app = checked(opened("Find the mistake"))
    assert "Not repaired yet" in said(app)
    right = drawing_of(CELLS["LSTM"]).data()
    assert "Repaired" in said(checked(opened("Find the mistake", on_canvas=right)))


def test_another_sheet_has_another_mistake():
    app = opened("Find the mistake")
    before = app.session_state["session"].practise.drawings["LSTM Find the mistake"].given
    press(app, "fresh")
    after = app.session_state["session"].practise.drawings["LSTM Find the mistake"].given
    assert after != before
    assert read_drawing(after.drawing.data())


def test_attempts_are_written_down_and_mistakes_that_come_back_are_listed():
    app = checked(opened(on_canvas=with_tanh_on_the_memory_line().data()))
    changed = with_tanh_on_the_memory_line().data()
    changed["parts"][0]["y"] += 20
    app.session_state["canvas LSTM Blank sheet"] = {"drawing": changed | {"rev": 0}}
    checked(app)
    assert [event.data["wrong"] for event in written_down(app, "drawing")] == [["M1"], ["M1"]]
    (review,) = written_down(app, "review")  # what was known shows in the first check
    assert (review.item, review.data["rating"]) == ("drawing LSTM", HARD)
    app.run()
    assert "a box on the memory line that is neither × nor + (2 times)" in said(app)


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A log of this test's own."""
    url = f"sqlite:///{tmp_path / 'log.sqlite'}"
    monkeypatch.setenv(DATABASE, url)
    forget(_log)
    yield url
    forget(_log)


def test_attempts_of_a_browser_that_says_who_it_is_are_in_the_log(database):
    app = opened(on_canvas=with_tanh_on_the_memory_line().data())
    app.session_state["session"].learner.name = "somebody"
    checked(app)
    log = Log(database)
    assert [event.data["wrong"] for event in log.events("somebody", "drawing")] == [["M1"]]
    log.close()
    assert app.session_state["session"].learner.unsaved == []


def test_what_was_done_before_the_browser_said_who_it_is_comes_into_the_log_as_well(database):
    app = checked(opened(on_canvas=with_tanh_on_the_memory_line().data()))
    assert len(written_down(app, "drawing")) == 1
    app.session_state["session"].learner.name = "somebody"
    app.run()
    assert app.session_state["session"].learner.unsaved == []


def test_a_log_that_cannot_be_written_is_said_and_nothing_is_lost(database, monkeypatch):
    monkeypatch.setenv(DATABASE, "sqlite:////nowhere/at/all/log.sqlite")
    app = opened(on_canvas=with_tanh_on_the_memory_line().data())
    app.session_state["session"].learner.name = "somebody"
    checked(app)
    app.run()
    assert len(written_down(app, "drawing")) == 1
    assert "The log may not be written here." in app.warning[0].value
    assert "kept in this tab until then (2 waiting)" in app.warning[0].value


def test_what_was_checked_is_still_there_after_a_walk_to_another_page():
    app = checked(opened(on_canvas=drawing_of(CELLS["LSTM"]).data()))
    visit(app, "step-by-step")
    visit(app, "draw")
    assert "100 of 100" in said(app)


def test_equations_typed_from_memory_are_marked_by_the_same_grader():
    app = opened("Write it")
    page = "x\nh\nc\ng = tanh(linear(x, h))\nc_next = c + g\nh_next = tanh(c_next)"
    app.segmented_control(key="writing").set_value("Cell notation").run()
    app.text_area[0].set_value(page).run()
    press(app, "check_text")
    assert ":material/build:" in said(app)
    assert "Right, every line" not in said(app)


@pytest.mark.parametrize("text", ["", "x = <script>", "h_next = f(", "1" * 4000])
def test_equations_that_cannot_be_read_get_a_sentence(text):
    app = opened("Write it")
    app.text_area[0].set_value(text).run()
    press(app, "check_text")
    assert ":material/error:" in said(app)


def _kind(drawing, part):
    return next(p.kind for p in drawing.parts if p.id == part)


def clock(app):
    sent = [json.loads(one.proto.json) for one in app.get("bidi_component") if "clock" in one.proto.id]
    return next(data for data in sent if "down" in data)


def test_the_clock_starts_with_the_first_part_and_marks_what_is_there_when_it_has_run_down(monkeypatch):
    now = 1_000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    app = opened("Three minutes")
    assert "from the moment you begin" in said(app)
    app = opened("Three minutes", on_canvas=drawing_of(CELLS["LSTM"]).data())
    assert clock(app) == {"seconds": 180, "words": "left", "down": True}
    now += 61
    assert clock(app.run())["seconds"] == 119
    now += 120
    app.run()
    assert "Time is over" in said(app)
    assert "100 of 100" in said(app)


RIGHT = """f_t = σ(W_f·[h_{t-1}, x_t] + b_f)
i_t = σ(W_i·[h_{t-1}, x_t] + b_i)
C~_t = tanh(W_C·[h_{t-1}, x_t] + b_C)
C_t = f_t * C_{t-1} + i_t * C~_t
o_t = σ(W_o·[h_{t-1}, x_t] + b_o)
h_t = o_t * tanh(C_t)"""


def test_right_equations_as_on_paper_are_right_and_one_wrong_sign_is_named():
    app = opened("Write it")
    app.text_area[0].set_value(RIGHT).run()
    assert "Right, every line" in said(press(app, "check_text"))
    app.text_area[0].set_value(RIGHT.replace("C~_t = tanh", "C~_t = σ")).run()
    assert "Right, every line" not in said(press(app, "check_text"))
    assert app.session_state["session"].learner.unsaved[-1].data["wrong"] == ["M5"]


GRU = """z_t = σ(W_z·[h_{t-1}, x_t] + b_z)
r_t = σ(W_r·[h_{t-1}, x_t] + b_r)
h~_t = tanh(W_h·[r_t * h_{t-1}, x_t] + b_h)
h_t = (1 - z_t) * h_{t-1} + z_t * h~_t"""


def test_equations_in_the_other_convention_are_right_and_told_which_it_is():
    app = opened("Write it", cell="GRU")
    other = GRU.replace("(1 - z_t) * h_{t-1} + z_t * h~_t", "z_t * h_{t-1} + (1 - z_t) * h~_t")
    for text, note in ((GRU, False), (other, True)):
        app.text_area[0].set_value(text).run()
        told = said(press(app, "check_text"))
        assert "Right, every line" in told
        assert ("a 1 now does what a 0 does in the other books" in told) == note
        assert app.session_state["session"].learner.unsaved[-1].data["wrong"] == []


def test_equations_of_another_cell_are_called_by_its_name_and_not_right():
    app = opened("Write it")
    app.text_area[0].set_value(GRU).run()
    told = said(press(app, "check_text"))
    assert "Right, every line" not in told
    assert "This is the GRU" in told
