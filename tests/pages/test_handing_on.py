"""What the learner made is chosen where a button leads to, whatever was chosen there before."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from tests.apps import press
from tests.pages.test_design_task import keep
from tests.pages.test_draw import checked, drawing_of
from tests.pages.test_draw import opened as opened_draw
from tools.apptest import open_page, rerun, visit
from ui.practise.draw.run_drawing import NAME


def my_cell() -> AppTest:
    at = open_page("my-cell")
    at.text_input(key="own_name").set_value("Tiny")
    return press(rerun(at), "own_train")


def drawing() -> AppTest:
    return press(checked(opened_draw(cell="LSTM", on_canvas=drawing_of(CELLS["LSTM"]).data())), "train_drawing")


def task() -> AppTest:
    return keep(open_page("design-task"))


MADE: dict[str, tuple[Callable[[], AppTest], str, str, object]] = {
    "a cell that was typed": (my_cell, "my-cell", "cells", ["Tiny"]),
    "a cell that was drawn": (drawing, "draw", "cells", [NAME]),
    "a task that was designed": (task, "design-task", "task", "My recall"),
}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("meanwhile", [False, True], ids=["at once", "after another choice there"])
def test_the_button_opens_train_with_it(made, meanwhile):
    make, page, key, value = MADE[made]
    at = make()
    if meanwhile:
        at = visit(at, "train")
        at.session_state["cells"] = ["GRU"]
        at.session_state["task"] = "countdown"
        at = visit(rerun(at), page)
    at = press(at, "go_train")
    assert at.title[0].value == "Train"
    assert at.session_state[key] == value
    assert any("a link to this page opens without it" in caption.value for caption in at.caption)
