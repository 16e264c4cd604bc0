"""Lesson 13: the way back over two steps, checked by slopes, and what 1997 left out."""

import json

from streamlit.testing.v1 import AppTest

from tests.apps import press
from tools.apptest import open_page
from ui.course.experiments.backward.prediction import ANSWERS, RIGHT

OFF = ":red[**≠**]"


def opened() -> AppTest:
    return open_page("course", {"lesson": "backward", "open": "true"})


def said(app) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def test_the_slopes_of_the_loss_confirm_every_equation_of_every_cell_at_both_steps():
    app = opened()
    for name in app.selectbox(key="back_cell").options:
        app.selectbox(key="back_cell").set_value(name).run()
        for step in app.segmented_control(key="back_step").options:
            app.segmented_control(key="back_step").set_value(step).run()
            assert not app.exception
            assert ":green[:material/check:]" in said(app)
            assert OFF not in said(app)


def test_what_1997_left_out_is_predicted_then_struck_through_and_no_longer_a_slope():
    app = opened()
    assert not [toggle for toggle in app.toggle if toggle.key == "back_cut"]
    app.radio(key="back_guess").set_value(ANSWERS[RIGHT]).run()
    press(app, "back_show")
    assert "**Right.**" in said(app)
    app.segmented_control(key="back_step").set_value("Step 1").run()
    app.toggle(key="back_cut").set_value(True).run()
    assert r"\cancel{W_{hf}^{\top}" in said(app)
    assert OFF in said(app)
    assert "of the length of the full gradient" in said(app)


def test_going_back_equation_by_equation_lights_up_a_value_and_its_uses():
    app = opened()
    for number, (lit, used) in {1: ("h_next", "h_next"), 2: ("o", "h_next"), 9: ("f", "c_next")}.items():
        app.slider(key="back_far_LSTM").set_value(number).run()
        assert said(app).count(":small[slope of $L$:") == number
        figure = next(
            data for element in app.get("bidi_component") if "svg" in (data := json.loads(element.proto.json))
        )
        assert {lit, used} <= set(figure["active"])
