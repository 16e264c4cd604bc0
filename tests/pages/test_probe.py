"""The page Probe without a browser: every shipped net opens, what is painted is answered, forged input is refused."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lstm_core.cells.custom import read_own
from lstm_core.run import random_weights
from lstm_core.training.experiment import Experiment
from lstm_core.training.pretrained import SHIPPED, path, shipped_net
from lstm_core.training.trained import Trained
from tools.apptest import open_page, rerun
from ui.common.session import Creations, Session
from ui.probe.board import KEY
from ui.probe.nets import keep_net

RECALL = "Recall, LSTM 8"


def opened(nets: dict[str, bytes] | None = None, **query: str) -> AppTest:
    return open_page("probe", query, {"session": Session(own=Creations(nets=nets or {}))})


def board(at: AppTest) -> dict[str, Any]:
    """What the component was given."""
    return next(data for element in at.get("bidi_component") if "inputs" in (data := json.loads(element.proto.json)))


def words(at: AppTest) -> str:
    return "\n".join(element.value for element in [*at.markdown, *at.caption])


def paint(at: AppTest, program: Any, turn: Any = 1) -> AppTest:
    at.session_state[KEY] = {"program": {"rev": board(at)["rev"], "turn": turn, "program": program}}
    return rerun(at)


def lines(xs: np.ndarray) -> dict[str, list[float]]:
    return {str(k): column.tolist() for k, column in enumerate(xs.T)}


def inputs(at: AppTest) -> np.ndarray:
    return np.array([row["values"] for row in board(at)["inputs"]]).T


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_net_shows_its_own_numbers(name):
    at = opened(net=name)
    net, sent = shipped_net(name), board(at)
    xs = inputs(at)
    np.testing.assert_allclose(sent["answers"][0]["values"], net.predict(xs[:, None])[:, 0, 0], atol=1e-4)
    steps = net.trace(xs[:, None])
    assert {row["name"] for row in sent["maps"]} >= set(net.experiment.cell.states.values())
    for row in sent["maps"]:
        np.testing.assert_allclose(row["values"], np.stack([v[row["name"]][0] for v in steps], 1), atol=1e-4)


def test_what_is_painted_is_answered_and_can_be_linked():
    at = opened()
    xs = np.zeros((20, 3))
    xs[2, :2], xs[9, 2] = (1, 0.35), 1
    at = paint(at, lines(xs))
    assert "Your own sequence" in words(at)
    assert abs(board(at)["answers"][0]["values"][9] - 0.35) < 0.05
    assert board(at)["answers"][0]["target"][9] == pytest.approx(0.35)
    link = at.query_params["s"]
    again = opened(s=link if isinstance(link, str) else link[0])
    np.testing.assert_allclose(inputs(again), xs)


@pytest.mark.parametrize("program", [None, 5, {}, {"0": [1]}, {"0": "x", "1": [], "2": {}}])
def test_a_forged_stroke_is_a_sentence_and_the_board_stays(program):
    at = opened()
    before = inputs(at)
    at = paint(at, program)
    assert "board" in words(at)
    np.testing.assert_array_equal(inputs(at), before)


@pytest.mark.parametrize("s", ["x", "1_2", "_".join(["1"] * 30) + "_nan", "9" * 5000])
def test_a_forged_link_is_a_sentence(s):
    assert "left aside" in words(opened(s=s)) or "numbers must be between" in words(opened(s=s))


def test_a_link_to_a_net_that_is_not_here_says_so():
    at = opened(net="nobody's <b>")
    assert "not in this session" in words(at)
    assert board(at)["maps"]


def test_a_probe_is_covered_until_it_was_predicted():
    at = opened(put="store twice")
    assert board(at)["answers"][0]["covered"]
    assert not board(at)["maps"]
    assert not any(board(at)["answers"][0]["values"])
    next(n for n in at.number_input if n.label.startswith("Predict")).set_value(0.9)
    next(b for b in at.button if b.label == "Reveal").click()
    at = rerun(at)
    assert "You predicted 0.90" in words(at)
    assert board(at)["maps"]


@pytest.mark.parametrize("do", ["Hold a gate", "Silence a unit", "Set the memory"])
def test_laying_hands_on_it_shows_before_and_after(do):
    at = opened(do=do, pu="4", pt="12")
    sent = board(at)["answers"][0]
    np.testing.assert_allclose(sent["before"], shipped_net(RECALL).predict(inputs(at)[:, None])[:, 0, 0], atol=1e-4)
    assert np.abs(np.subtract(sent["before"], sent["values"])).max() > 0.05


def test_a_pick_in_a_heat_map_leads_to_the_step_page_with_those_numbers():
    at = opened(pu="4", pt="11")
    assert board(at)["pick"] == [3, 10]
    sent = at.session_state["session"].step.from_probe
    steps = shipped_net(RECALL).trace(inputs(at)[:, None])
    assert sent.table == "LSTM (3, 1)"
    assert sent.arrays["c"][0] == pytest.approx(steps[9]["c_next"][0, 3], abs=1e-4)
    assert "Unit 4 at step 11" in sent.sentence


@pytest.mark.parametrize(("pu", "pt"), [("0", "0"), ("99", "99"), ("x", "nan"), ("-3", "1e9")])
def test_a_forged_unit_or_step_stays_within_bounds(pu, pt):
    unit, step = board(opened(pu=pu, pt=pt))["pick"]
    assert 0 <= unit < 8
    assert 0 <= step < 20


def test_which_unit_holds_it_is_shown_after_a_guess():
    at = opened()
    measure = lambda: next(b for b in at.button if b.label == "Measure it")
    assert measure().disabled
    next(g for g in at.get("button_group") if "Your pick" in g.proto.label).set_value("unit 4")
    rerun(at)
    measure().click()
    rerun(at)
    assert "Correlation is not function" in words(at)
    assert "Your unit 4" in words(at)


def own_net() -> bytes:
    """A net of a learner's own cell, whose memory doubles at every step until no number can hold it."""
    cell = read_own("doubling", "x\nh\nc\nc_next = (c + c) + tanh(linear(x, h))\nh_next = c_next * c_next")
    weights = random_weights(cell, 3, 4, 0)
    readout = {"W_y": np.ones((1, 4)), "b_y": np.zeros(1)}
    return Trained(Experiment("recall", cell, hidden=4), (weights, readout)).save()


def test_a_net_of_the_session_comes_first_and_one_that_explodes_says_so():
    at = opened({"my net": own_net()})
    assert at.selectbox[0].value == "my net"
    assert "grow beyond all bounds" in words(at)
    assert "a cell of your own" in words(at)
    at.session_state["session"].answers["holder my net 0"] = None
    rerun(at)


def test_a_net_of_the_session_that_cannot_be_read_makes_way():
    at = opened({"broken": b"nothing"})
    assert "broken cannot be opened" in words(at)
    assert board(at)["maps"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_uploaded_bytes_are_refused_in_a_sentence(data):
    with pytest.raises(ValueError, match=r"\.$"):
        keep_net("upload", data)


def test_a_good_upload_is_kept_under_a_free_name(monkeypatch):
    me, chosen = Session(), {}
    monkeypatch.setattr("ui.probe.nets.session", lambda: me)
    monkeypatch.setattr("ui.probe.nets.choose", chosen.update)
    keep_net(RECALL, path(RECALL).read_bytes())
    assert list(me.own.nets) == [chosen["net"]]
    assert chosen["net"] != RECALL


def test_a_two_layer_net_can_be_looked_at_layer_by_layer():
    e = Experiment("recall", hidden=5, layers=2)
    layers = [random_weights(e.cell, *size, seed=k, scale=0.5) for k, size in enumerate(e.sizes)]
    data = Trained(e, (*layers, {"W_y": np.ones((1, 5)), "b_y": np.zeros(1)})).save()
    at = opened({"deep": data})
    next(g for g in at.get("button_group") if g.proto.label == "Layer").set_value(2)
    rerun(at)
    assert "of layer 2" in at.session_state["session"].step.from_probe.sentence
    assert "all of x" in at.session_state["session"].step.from_probe.sentence


def test_two_learners_whose_nets_have_the_same_name_share_no_result():
    """Both keep a net under the name that the page Train proposes, and ask which unit holds the value."""
    one = shipped_net(RECALL)
    other = Trained(one.experiment, ({name: w[::-1] for name, w in one.weights[0].items()}, *one.weights[1:]))

    def measured(net: Trained) -> list[str]:
        session = Session(own=Creations(nets={"my net": net.save()}), answers={"holder my net 0": None})
        at = open_page("probe", {"net": "my net"}, {"session": session})
        return [chart.proto.alt for chart in at.get("vega_lite_chart") if "silenced" in chart.proto.alt]

    assert measured(one)
    assert measured(one) != measured(other)
    assert measured(other) == measured(other)
