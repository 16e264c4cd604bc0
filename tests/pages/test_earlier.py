"""What stands beside something that has changed since is marked in words, on every page where that can happen."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import drawing_of
from tests.apps import press, turn
from tests.pages.test_draw import opened as opened_draw
from tools.apptest import open_page

BEFORE = ":material/history:"


def marked(app):
    """What is said to be of something earlier."""
    return [one.value.removeprefix(f"{BEFORE} ") for one in app.caption if one.value.startswith(BEFORE)]


def draw(app, cell, moved=0, without=0):
    """Put a drawing on the canvas, some parts moved and some wires taken away."""
    data = drawing_of(CELLS[cell]).data()
    parts = [part | {"x": part["x"] + moved} for part in data["parts"]]
    wires = data["wires"][: len(data["wires"]) - without]
    app.session_state["canvas LSTM Blank sheet"] = {"drawing": {"parts": parts, "wires": wires, "rev": 0}}
    return app.run()


def test_a_mark_is_of_the_drawing_before_the_last_change_until_it_is_checked():
    app = press(draw(opened_draw(), "LSTM"), "check")
    assert marked(app) == []
    assert marked(draw(app, "LSTM", moved=20)) == [], "where a part lies is no matter"
    assert marked(draw(app, "LSTM", without=1)) == [
        "**This is the mark of the drawing before your last change**. Press Check."
    ]
    assert marked(press(app, "check")) == []


def test_what_is_said_of_equations_is_of_the_lines_before_until_they_are_checked():
    app = opened_draw("Write it")
    app.text_area[0].set_value("f_t = 3").run()
    press(app, "check_text")
    assert marked(app) == []
    app.text_area[0].set_value("f_t = 4").run()
    assert marked(app) == ["**This is about the lines before your last change**. Press Check the equations."]
    assert marked(press(app, "check_text")) == []


def test_an_experiment_on_delays_is_of_the_choices_before(submitted):
    app = open_page("delays", {"more_delay": "5", "more_seed": "7"})
    press(app, "more")
    assert marked(app) == []
    app.number_input(key="more_delay").set_value(6).run()
    assert marked(app) == [
        "**The picture shows an earlier run**: delay 5, now 6. Press Train it for the choices above."
    ]
    assert marked(press(app, "more")) == []


def test_ten_seeds_are_of_the_choices_before(submitted):
    app = press(open_page("train", {"speed": "Full speed", "net_hidden": "4", "net_steps": "5"}), "ten")
    assert marked(app) == []
    app.number_input(key="net_hidden").set_value(5).run()
    assert marked(app) == ["**The table shows an earlier run**: units 4, now 5. Press Train ten for the choices above."]


def test_the_training_of_lesson_11_is_of_the_choices_before(submitted):
    app = open_page("course", {"lesson": "generation", "open": "true", "own_hidden": "8", "own_steps": "3"})
    press(turn(app, "generation", "Teach your own"), "own_start")
    assert marked(app) == []
    app.number_input(key="own_hidden").set_value(9).run()
    assert marked(app) == ["**The curve shows an earlier run**: units 8, now 9. Press Teach it for the choices above."]


@pytest.mark.parametrize("key", ["bptt_steps", "bptt_read"])
def test_a_verdict_on_truncation_names_the_net_it_is_about(key):
    app = open_page("course", {"lesson": "bptt", "open": "true"})
    press(app, "bptt_do_cut")
    told = lambda: [one.value for one in app.markdown if "With k = 1 it was" in one.value]
    (before,) = told()
    if key == "bptt_steps":
        app.slider(key=key).set_value(5).run()
    else:
        app.segmented_control(key=key).set_value("at every step").run()
    assert told() == [f"That was for 3 steps, read at the last one only. {before}"]
