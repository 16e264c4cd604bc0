"""The view over time without a browser: what its component receives is the trace, and nothing typed breaks it."""

import json

import numpy as np
import pytest

from lstm_core.cell.memory import half_life
from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.run import trace, zero_state
from lstm_core.run.sequences import OWN, SEQUENCES, read_sequence
from tools.apptest import run_script


def page(name: str) -> None:
    """The script of a page that shows one cell; AppTest runs its source."""
    import streamlit as st

    from lstm_core.cell.readout import with_readout
    from lstm_core.cells import CELLS
    from lstm_core.latex import FAU
    from ui.step import over_time
    from ui.step.weights_state import current_numbers

    cell = with_readout(CELLS[name])
    st.session_state["numbers"] = current_numbers(cell)  # for the test to compare with
    over_time.show(cell, FAU)


def opened(name="LSTM", **state):
    return run_script(page, name, state=state)


def sent(at):
    """What the component received."""
    return json.loads(at.get("bidi_component")[0].proto.json)


def said(at):
    return " ".join(element.value for element in [*at.markdown, *at.caption])


def expected(at, name, values, state=None):
    """The trace of the numbers on the page, worked out by the tested core."""
    cell, numbers = with_readout(CELLS[name]), at.session_state["numbers"]
    xs = np.zeros((len(values), len(numbers.given["x"])))
    xs[:, 0] = values
    return trace(cell, numbers.weights, list(xs), state or zero_state(cell, numbers.units))


def text(number):
    return "0.00" if round(number, 2) == 0 else f"{number:.2f}".replace("-", "−")


@pytest.mark.parametrize("units", [1, 2, 3, 4])
@pytest.mark.parametrize("name", CELLS)
def test_frames_and_strips_are_the_trace(name, units):
    unit = units  # the last one
    at = opened(name, units=units, unit_over_time=unit, sequence="Two opposite pulses")
    steps, data = expected(at, name, SEQUENCES["Two opposite pulses"].values), sent(at)
    assert len(data["frames"]) == len(steps)
    for frame, values in zip(data["frames"], steps, strict=True):
        assert frame == {
            node.name: text(float(values[node.name][0 if node.name == "x" else unit - 1]))
            for node in with_readout(CELLS[name]).drawn
        }
    for row in data["rows"]:
        k = 0 if row["node"] == "x" else unit - 1
        assert row["values"] == pytest.approx([values[row["node"]][k] for values in steps], abs=1e-4)
    assert data["svg"].lstrip().startswith("<svg")


@pytest.mark.parametrize("name", SEQUENCES)
def test_every_sequence_opens_with_its_sentence(name):
    at = opened(sequence=name)
    assert [float(frame["x"].replace("−", "-")) for frame in sent(at)["frames"]] == list(SEQUENCES[name].values)
    assert SEQUENCES[name].watch.strip() in said(at)


def test_the_dashed_line_is_the_same_run_without_input():
    at = opened(sequence="Constant input")
    silent = expected(at, "LSTM", [0.0] * 40)
    rows = {row["node"]: row for row in sent(at)["rows"]}
    assert rows["c_next"]["silent"] == pytest.approx([values["c_next"][0] for values in silent], abs=1e-4)
    assert not rows["f"]["silent"]
    assert sent(at)["legend"].startswith("Dashed")


def test_without_any_input_there_is_no_dashed_line():
    at = opened(sequence=OWN.name, own="0; 0; 0")
    assert not any(row["silent"] for row in sent(at)["rows"])
    assert sent(at)["legend"] == ""


def test_a_run_may_start_from_the_states_of_the_one_step_view():
    at = opened(start=True, h=-0.3, c=2.0)
    steps = expected(at, "LSTM", SEQUENCES["One pulse"].values, {"h": np.array([-0.3]), "c": np.array([2.0])})
    assert sent(at)["frames"][0]["c"] == "2.00"
    assert sent(at)["frames"][-1]["c_next"] == text(float(steps[-1]["c_next"][0]))


def test_several_inputs_are_spoken_of():
    assert "the others are 0" in said(opened(inputs=2, units=2))
    assert "the others are 0" not in said(opened())


def test_own_values_are_read_and_said_back():
    at = opened(sequence=OWN.name, own="0,5; 1; -0.2")
    assert [frame["x"] for frame in sent(at)["frames"]] == ["0.50", "1.00", "−0.20"]
    assert "Read as 3 steps: 0.5; 1; −0.2" in said(at)


@pytest.mark.parametrize("wrong", ["", "nan", "1; inf", "hello", "1 " * 101, "11", "1;;2", "]<b>$x$", "x" * 10_000])
def test_values_that_cannot_be_read_get_a_sentence_and_the_last_good_ones_stay(wrong):
    at = opened(sequence=OWN.name, own="0; 1; 0,25")
    at.text_area(key="own").set_value(wrong).run()
    assert not at.exception
    assert [frame["x"] for frame in sent(at)["frames"]] == ["0.00", "1.00", "0.25"]
    assert "Until then the last sequence that could be read is shown." in said(at)
    at.text_area(key="own").set_value("1").run()
    assert len(sent(at)["frames"]) == 1
    assert "Until then" not in said(at)


def test_a_link_with_unreadable_values_opens_with_a_sentence():
    at = opened(sequence=OWN.name, own="abc")
    assert [frame["x"] for frame in sent(at)["frames"]] == [text(value) for value in OWN.values]
    assert "“abc” is not a number" in said(at)


@pytest.mark.parametrize("query", [{"sequence": "no such"}, {"unit_over_time": "9", "units": "2"}, {"start": "maybe"}])
def test_a_link_with_wrong_choices_opens_with_the_usual_ones(query):
    at = run_script(page, "LSTM", query=query)
    assert len(sent(at)["frames"]) == 40


def test_fewer_units_than_the_one_chosen_are_no_problem():
    at = opened(units=4, unit_over_time=4)
    at.session_state["units"] = 2
    at.run()
    assert not at.exception
    steps = expected(at, "LSTM", SEQUENCES["One pulse"].values)
    shown = sent(at)["frames"][-1]["c_next"]
    assert shown in {text(float(steps[-1]["c_next"][unit])) for unit in (0, 1)}


def test_the_half_life_is_worked_out_from_the_gate():
    weights = {"W_f": 0.0, "U_f": 0.0, "b_f": 3.0}
    at = opened(**weights)
    gate = 1 / (1 + np.exp(-3))
    assert f"is {gate:.2f} at every step" in said(at)
    assert f"= {half_life(gate):.1f}$ steps" in said(at)
    assert "= 14.3$ steps" in said(at)  # the lecture's number


@pytest.mark.parametrize(
    ("name", "words"),
    [("GRU", "$1 - z_t$"), ("LSTM 1997", "nothing of it is ever lost"), ("Peephole LSTM", "geometric mean")],
)
def test_half_lives_follow_from_the_cell(name, words):
    assert words in said(opened(name))


def test_elman_has_no_half_life():
    assert "Half-life" not in said(opened("Elman"))


@pytest.mark.parametrize(
    ("bias", "words"),
    [(-10.0, "a single step leaves next to nothing"), (10.0, "more than half of a memory is still there")],
)
def test_a_gate_shut_or_wide_open_is_spoken_of_in_words(bias, words):
    assert words in said(opened(W_f=0.0, U_f=0.0, b_f=bias))


def test_the_trace_can_be_taken_along():
    at = opened()
    assert len(at.get("download_button")) == 1


def test_the_longest_sequence_is_shown_whole():
    at = opened("GRU", sequence=OWN.name, own=" ".join(["0.1"] * 100))
    assert len(sent(at)["frames"]) == 100
    assert read_sequence(" ".join(["0.1"] * 100)) == [0.1] * 100
