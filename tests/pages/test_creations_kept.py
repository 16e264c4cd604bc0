"""What a learner made is there after a reload and in another tab: cells, tasks, own experiments on delays."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of
from lstm_core.tasks import TASKS
from lstm_core.tasks.draft import draft_data, examples
from tests.apps import in_session, press
from tools.apptest import open_page
from ui.common.creations import MOST_CELLS, keep_cell
from ui.common.learner_log import record
from ui.common.session import LearnerState, Session

PAGE = "x\nh\nz = sigmoid(linear(x, h))\nh_next = z * h"
DRAFT = draft_data(next(iter(examples().values())))


def opened(page, name, **query):
    """A page in a tab of a learner, as a new session begins it."""
    return open_page(page, query, {"session": Session(learner=LearnerState(name=name))})


def offered(app, key):
    fields = [*app.selectbox, *app.get("button_group")]
    return [option for field in fields if field.key == key for option in field.options]


def own(app):
    return app.session_state["session"].own


def test_a_cell_that_was_kept_is_offered_in_a_new_session_and_in_another_tab():
    app, other = opened("my-cell", "makes cells"), opened("train", "makes cells")
    app.text_input(key="own_name").set_value("Mine").run()
    app.text_area(key="own_page").set_value(PAGE).run()
    press(app, "own_train")
    for page in (opened("train", "makes cells"), other.run()):
        assert "Mine" in offered(page, "cells")
    assert "Mine" in offered(opened("delays", "makes cells"), "more_cell")
    assert "Mine" not in offered(opened("train", "makes nothing"), "cells")


def test_the_latest_page_of_a_cell_counts_and_of_this_tab_its_own():
    app, other = (opened("train", "two pages") for _ in range(2))
    for name in ("Elman", "GRU"):
        in_session(app, lambda name=name: record("cell", "Mine", {"page": page_of(CELLS[name])}))
    in_session(other, lambda: own(other).cells.update(Mine=PAGE))
    assert own(app.run()).cells == {"Mine": page_of(CELLS["GRU"])}
    assert own(other.run()).cells == {"Mine": PAGE}


def test_what_comes_from_the_log_makes_way_before_what_was_made_here():
    app = opened("train", "many cells")
    for number in range(MOST_CELLS + 3):
        in_session(app, lambda number=number: record("cell", f"cell {number}", {"page": PAGE}))
    assert list(own(app.run()).cells) == [f"cell {number}" for number in range(3, MOST_CELLS + 3)]
    in_session(app, lambda: keep_cell(CELLS["Elman"]))
    assert list(own(app.run()).cells)[-1] == "Elman"
    assert len(own(app).cells) == MOST_CELLS


def test_a_task_that_was_kept_is_offered_in_a_new_session():
    app = opened("design-task", "makes tasks")
    name = app.text_input(key="design_name").value
    press(app, "design_keep")
    assert name in offered(opened("train", "makes tasks"), "task")
    again = opened("design-task", "makes tasks")
    assert name in offered(again, "design_from")
    assert again.button(key="design_keep").disabled, "the first draft is the one that is kept"


FORGED = [
    ("cell", "Mine", {}),
    ("cell", "Mine", {"page": "import os"}),
    ("cell", "<b>", {"page": PAGE}),
    ("task", next(iter(TASKS)), DRAFT),
    ("task", "mine", {}),
    ("task", "mine", DRAFT | {"xs": 3}),
    ("task", "mine", DRAFT | {"ys": [["1"]]}),
    ("task", "mine", DRAFT | {"shift": "far"}),
    ("delay", "k", {}),
    ("delay", "k", {"key": "k", "cell": "LSTM", "initial": "Keras", "delay": -1}),
]


@pytest.mark.parametrize("number", range(len(FORGED)))
def test_what_a_log_says_that_is_nothing_of_ours_is_passed_over(number):
    kind, item, data = FORGED[number]
    app = opened("delays" if kind == "delay" else "train", f"forged {number}")
    in_session(app, lambda: record(kind, item, data))
    app.run()
    assert not app.exception
    assert (own(app).cells, own(app).tasks) == ({}, {})
    assert not app.session_state["session"].delays.results


def test_an_experiment_on_delays_is_in_the_figures_after_a_reload_until_they_are_to_be_without(submitted):
    app = opened("delays", "own delays", more_delay="5", more_seed="7")
    app.segmented_control(key="more_speed").set_value("Full speed").run()
    press(app, "more")
    assert submitted[0].done.wait(120)
    app.run()
    yours = lambda one: [row for row in one.dataframe[0].value.to_dict("records") if row.get("whose") == "yours"]
    assert len(yours(app)) == 1
    other = opened("delays", "own delays")
    assert yours(other) == yours(app)
    press(other, "more_none")
    for one in (other, app.run(), opened("delays", "own delays")):
        assert yours(one) == []
