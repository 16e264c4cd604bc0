"""The page Design a task without a browser: what is filled in becomes sequences, is kept, and trains."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lstm_core.tasks.draft import examples, task_of
from tools.apptest import open_page, rerun, visit
from ui.common.creations import MOST_TASKS


def opened() -> AppTest:
    return open_page("design-task")


def grid(at, side):
    """The key of a grid and its columns."""
    return next((editor.key, editor.value) for editor in at.data_editor if editor.key.startswith(f"design {side}"))


def typed(at, side, cells):
    """Type into cells: {(step, column): text}, both counted from 0."""
    rows: dict[int, dict[str, str | None]] = {}
    for (step, column), text in cells.items():
        rows.setdefault(step, {})[str(column)] = text
    at.session_state[grid(at, side)[0]] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return rerun(at)


def start(at, name):
    at.selectbox(key="design_from").set_value(name)
    return rerun(at)


def words(at):
    return "\n".join(part.value for part in [*at.markdown, *at.caption])


def drawn(at):
    """The sequences that are shown."""
    return [data for part in at.get("bidi_component") if "rows" in (data := json.loads(part.proto.json))]


def draft(at):
    return at.session_state["session"].design.draft


def keep(at):
    at.button(key="design_keep").click()
    return rerun(at)


def test_it_begins_with_the_lectures_picture_and_three_variations_of_it():
    at = opened()
    assert draft(at) == examples()["recall"]
    shown = drawn(at)
    assert len(shown) == 3
    assert [row["name"] for row in shown[0]["rows"]] == ["store", "value", "recall", "ideal answer"]
    assert len({json.dumps(each) for each in shown}) == 3
    assert all(len(each["counts"]) == 1 for each in shown)
    task = task_of("mine", draft(at))
    assert task.criterion.sentence in words(at)
    assert "**0.289** when, not what" in words(at)


@pytest.mark.parametrize("name", examples())
def test_every_example_can_be_begun_from(name):
    at = start(opened(), name)
    assert draft(at) == examples()[name]
    assert examples()[name].note in words(at)
    assert at.button(key="design_keep").disabled == (name == "empty")


def test_an_empty_grid_is_filled_in_step_by_step():
    at = start(opened(), "empty")
    assert "No step counts yet" in words(at)
    at = typed(at, "in", {(0, 0): "1", (0, 1): "V", (3, 2): "1"})
    assert "No step counts yet" in words(at)
    at = typed(at, "out", {(3, 0): "v"})
    assert "No step counts yet" not in words(at)
    rows = drawn(at)[0]["rows"]
    assert sorted(rows[1]["values"]) == sorted(rows[3]["values"])


@pytest.mark.parametrize(
    ("side", "cells", "sentence"),
    [
        ("in", {(1, 0): "often"}, "store at step 2 holds “often”; write a number, or one letter from a to z."),
        ("in", {(0, 1): "99"}, "value at step 1 holds 99; numbers must be between −10 and 10."),
        ("out", {(4, 0): "w"}, "answer should output w at step 5, but no input has given w by then."),
        ("out", {(4, 0): None}, "No step counts yet."),
    ],
)
def test_what_is_wrong_is_said_beside_the_grid_and_nothing_is_lost(side, cells, sentence):
    at = typed(opened(), side, cells)
    assert sentence in words(at)
    assert at.button(key="design_keep").disabled
    assert not drawn(at)
    grids = {"in": draft(at).xs, "out": draft(at).ys}
    for (step, column), text in cells.items():
        assert grids[side][step][column] == (text or "")
    assert draft(at).xs[4][2] == "1"


def test_steps_are_added_and_come_back_after_they_were_taken_away():
    at = opened()
    for steps in (8, 3, 6):
        at.number_input(key="design_steps").set_value(steps)
        at = rerun(at)
        assert len(grid(at, "in")[1]) == len(grid(at, "out")[1]) == steps
    assert task_of("mine", draft(at)) == task_of("mine", examples()["recall"])


def test_channels_are_renamed_added_and_removed_with_what_stands_in_them():
    at = typed(opened(), "in", {(1, 0): "0"})
    at.text_input(key="design_in").set_value("recall, number, store, more")
    at = rerun(at)
    assert draft(at).inputs == ("recall", "number", "store", "more")
    assert draft(at).xs[:2] == (("", "v", "1", ""), ("", "", "0", ""))
    at.text_input(key="design_out").set_value("answer, answer")
    at = rerun(at)
    assert "two outputs called answer" in words(at)
    assert draft(at).outputs == ("answer",)
    assert at.text_input(key="design_out").value == "answer, answer"
    at.text_input(key="design_out").set_value("answer, other")
    at = rerun(at)
    assert "two outputs" not in words(at)
    assert draft(at).outputs == ("answer", "other")


def test_how_it_is_varied_can_be_set():
    at = opened()
    at.number_input(key="design_late").set_value(0)
    at.number_input(key="design_noise").set_value(0.5)
    at = rerun(at)
    assert (draft(at).shift, draft(at).noise) == (0, 0.5)
    values = drawn(at)[0]["rows"][1]["values"]
    assert len(values) == 6
    assert all(values)


def test_three_others_are_others():
    at = opened()
    before = drawn(at)
    at.button(key="design_others").click()
    assert drawn(rerun(at)) != before


def test_what_was_there_before_an_example_can_be_had_back():
    at = typed(opened(), "in", {(2, 1): "w"})
    mine = draft(at)
    at.text_input(key="design_name").set_value("Precious")
    at = start(rerun(at), "echo")
    assert draft(at) != mine
    at = start(at, "what was here before")
    assert draft(at) == mine
    assert at.text_input(key="design_name").value == "Precious"


@pytest.mark.parametrize("name", ["", "recall", "<script>", "a" * 99])
def test_a_name_that_cannot_be_used_is_a_sentence_and_the_pattern_stays(name):
    at = opened()
    at.text_input(key="design_name").set_value(name)
    at = rerun(at)
    assert "name" in words(at)
    assert at.button(key="design_keep").disabled
    assert len(drawn(at)) == 3


def test_a_walk_through_other_pages_loses_nothing():
    at = typed(opened(), "in", {(2, 1): "w"})
    at.text_input(key="design_name").set_value("Mine")
    at.number_input(key="design_steps").set_value(9)
    at = rerun(at)
    before = draft(at)
    at = visit(at, "start")
    at = visit(at, "design-task")
    assert draft(at) == before
    assert at.text_input(key="design_name").value == "Mine"
    assert at.number_input(key="design_steps").value == 9
    assert grid(at, "in")[1]["1"][2] == "w"


def test_a_kept_task_is_offered_on_train_and_learnt_there(submitted):
    at = keep(opened())
    assert "is kept in your log" in words(at)
    at = visit(at, "train")
    assert at.selectbox(key="task").value == "My recall"
    assert at.number_input(key="net_time").value == 11
    assert "a link to this page opens without it" in words(at)
    at.segmented_control(key="speed").set_value("Full speed")
    at.button(key="train").click()
    at = rerun(at)
    assert submitted[0].done.wait(120)
    at = rerun(at)
    assert submitted[0].progress.solved
    assert "**LSTM**, My recall: learnt after" in words(at)
    assert ":small[seed 0 · " in words(at), "nothing about it is unusual"
    assert {button.label for button in at.get("download_button")} >= {"PyTorch script", "Notebook", "Weights"}
    at.button(key="keep_net").click()
    at = visit(rerun(at), "probe")
    assert "My recall" in words(at)


def test_a_task_kept_again_after_a_change_brings_its_new_recipe():
    at = visit(keep(opened()), "train")
    at = visit(at, "design-task")
    at.number_input(key="design_steps").set_value(10)
    at = keep(rerun(at))
    at = visit(at, "train")
    assert at.number_input(key="net_time").value == 15


def test_a_task_that_is_no_longer_kept_makes_way_for_a_shipped_one():
    at = visit(keep(opened()), "train")
    at.session_state["session"].own.tasks.clear()
    at.session_state["session"].learner.unsaved.clear()  # nor in the log
    assert rerun(at).selectbox(key="task").value == "recall"


def test_with_several_outputs_it_is_said_which_one_the_picture_shows():
    at = opened()
    at.text_input(key="design_out").set_value("answer, other")
    assert "The picture on Train shows answer" in words(rerun(at))


def test_only_so_many_tasks_are_kept():
    at = opened()
    for k in range(MOST_TASKS + 2):
        at.text_input(key="design_name").set_value(f"task {k}")
        at = keep(rerun(at))
    kept = list(at.session_state["session"].own.tasks)
    assert len(kept) == MOST_TASKS
    assert kept[-1] == f"task {MOST_TASKS + 1}"


def test_train_without_a_task_of_ones_own_says_nothing_about_links():
    at = opened()
    assert "a link to this page" not in words(visit(at, "train"))


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 2)), st.none() | st.text(max_size=30), max_size=6))
def test_whatever_is_typed_there_is_no_traceback(cells):
    typed(opened(), "in", cells)
