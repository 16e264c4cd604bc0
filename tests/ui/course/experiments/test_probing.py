"""Lesson 10: what is measured stays hidden until a unit is picked, and a silenced unit is one whose output is 0."""

import re

import numpy as np
import pytest

from lstm_core.tasks.recall import told_once
from lstm_core.training.pretrained import shipped_net
from tools.apptest import open_page
from ui.course.experiments.probing import NET


def experiment():
    return open_page("course", {"lesson": "probing", "open": "true"})


def said(at):
    return " ".join(element.value for element in [*at.markdown, *at.caption])


def measured(unit):
    at = experiment()
    at.pills(key=f"holder {NET} 0").set_value(f"unit {unit}").run()
    return at.button(key="measure").click().run()


def by_hand(value, told, asked, silent):
    """The output when asked, by the equations of the LSTM in plain NumPy."""
    net = shipped_net(NET)
    w, sigmoid = net.weights[0], lambda a: 1 / (1 + np.exp(-a))
    h, c = np.zeros(8), np.zeros(8)
    for t in range(1, asked + 1):
        x = np.array([t == told, value * (t == told), t == asked], float)
        a = {g: w[f"W_{g}"] @ x + w[f"U_{g}"] @ h + w[f"b_{g}"] for g in "fiog"}
        c = sigmoid(a["f"]) * c + sigmoid(a["i"]) * np.tanh(a["g"])
        h = sigmoid(a["o"]) * np.tanh(c)
        h[[silent - 1] if silent else []] = 0
    return float(net.weights[1]["W_y"][0] @ h + net.weights[1]["b_y"][0])


def test_nothing_is_measured_before_a_unit_is_picked():
    at = experiment()
    assert at.button(key="measure").disabled
    assert "The answer suffers most without **unit" not in said(at)
    assert not any(choice.key == "probed_silent" for choice in at.segmented_control)


def test_the_pick_is_spoken_of_and_is_the_unit_that_is_silenced_first():
    at = measured(3)
    assert not at.exception
    assert "Your unit 3" in said(at)
    assert at.segmented_control(key="probed_silent").value == 3


@pytest.mark.parametrize("unit", [1, 4, 5])
def test_the_output_without_a_unit_is_that_of_the_equations_with_its_output_at_zero(unit):
    at = measured(unit)
    at.slider(key="probed_value").set_value(0.6).run()
    at.slider(key="probed_steps").set_value((2, 12)).run()
    found = re.search(r"outputs \*\*(.+?)\*\*, without unit \d it outputs \*\*(.+?)\*\*", said(at))
    shown = [float(word.replace("−", "-")) for word in found.groups()]
    for number, silent in zip(shown, (0, unit), strict=True):
        assert number == pytest.approx(by_hand(0.6, 2, 12, silent), abs=0.006)


def test_a_question_at_the_step_of_the_value_gets_a_sentence():
    at = experiment()
    at.slider(key="probed_steps").set_value((7, 7)).run()
    assert not at.exception
    assert "must come after the value, and both in steps" in said(at)


def test_a_sequence_placed_by_hand_has_one_value_and_one_question():
    batch = told_once(20, 3, 0.5, 9)
    assert [tuple(map(int, at)) for at in np.argwhere(batch.xs[:, 0] != 0)] == [(2, 0), (2, 1), (8, 2)]
    assert batch.ys[:, 0, 0].nonzero()[0].tolist() == [8]
    assert batch.ys[8, 0, 0] == 0.5
