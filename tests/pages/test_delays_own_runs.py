"""One more experiment on the page of delays: trained as the sweep trains, marked as the learner's, taken along."""

import json

import pyarrow as pa

from lstm_core.training.sweep import load_results, plan_of
from tools.apptest import open_page

OWN = "x\nh\nh_next = tanh(linear(x, h))"


def opened(**state):
    return open_page("delays", state={"more_speed": "Full speed"} | state)


def trained(at, submitted):
    at.button(key="more").click().run()
    assert not at.exception
    assert submitted[-1].done.wait(120)
    at.run()
    assert not at.exception
    return at


def said(at):
    return " ".join(part.value for part in [*at.markdown, *at.caption])


def drawn(at, which):
    """Everything one of the two figures is drawn from, as rows."""
    proto = at.get("vega_lite_chart")[which].proto
    tables = [proto.data.data] if proto.data.data else []
    tables += [dataset.data.data for dataset in proto.datasets]
    return [row for table in tables for row in pa.ipc.open_stream(table).read_all().to_pylist()], proto.alt


def test_an_experiment_of_the_sweep_comes_out_as_it_did_there(submitted):
    twin = next(r for r in load_results() if (r.cell, r.initial, r.delay, r.seed) == ("LSTM", "chrono", 5, 203))
    at = trained(opened(more_cell="LSTM", more_start="chrono", more_delay=5, more_seed=203), submitted)
    assert f"LSTM, chrono, delay 5, seed 203: solved after {twin.batches:,} batches." in said(at)
    assert "it went the same way" in said(at)
    assert [tile["yours"] for tile in drawn(at, 0)[0] if tile["yours"]] == ["yours 1/1"]
    assert at.session_state["session"].delays.results[twin.key].batches == twin.batches


def test_it_is_marked_as_yours_in_both_figures_and_the_table(submitted):
    at = opened(more_cell="LSTM", more_start="chrono", more_delay=7, more_seed=1)
    before = len(at.dataframe[0].value)
    trained(at, submitted)
    tiles, words = drawn(at, 0)
    assert {(tile["net"], tile["delay"], tile["seeds"], tile["yours"]) for tile in tiles if tile["yours"]} == {
        ("LSTM, chrono", 7, "1/1", "yours")
    }
    nets = {tile["net"] for tile in tiles}
    assert {tile["net"] for tile in tiles if tile["delay"] == 7} == nets, "the map has no gap"
    assert words.endswith("Yours: LSTM, chrono: 1 of 1 at 7.")
    assert "Yours: LSTM, chrono at a delay of 7" in drawn(at, 1)[1]
    table = at.dataframe[0].value
    assert list(table["whose"]) == ["the sweep"] * before + ["yours"]


def test_the_figures_turn_to_the_start_it_had(submitted):
    at = trained(opened(more_cell="LSTM", more_start="PyTorch", more_delay=5, more_seed=203), submitted)
    assert at.segmented_control(key="delays_start").value == "as in PyTorch"
    assert [tile["net"] for tile in drawn(at, 0)[0] if tile["yours"]] == ["LSTM, PyTorch"]


def test_the_figures_forget_it_when_asked(submitted):
    at = trained(opened(more_cell="LSTM", more_start="chrono", more_delay=7), submitted)
    at.button(key="more_none").click().run()
    assert not at.exception
    assert "Yours" not in drawn(at, 0)[1]
    assert "whose" not in at.dataframe[0].value


def test_it_is_watched_and_may_use_what_every_experiment_may_use(submitted):
    at = opened(more_cell="Elman", more_start="Keras", more_delay=50, more_speed="Slow motion")
    at.button(key="more").click().run()
    theirs = (plan_of(r) for r in load_results() if (r.cell, r.initial, r.delay) == ("Elman", "Keras", 50))
    plan, run = next(theirs), submitted[0]
    assert (run.experiment.steps, run.experiment.learning_rate) == (plan["steps"], plan["learning_rate"])
    assert any("runs" in json.loads(part.proto.json) for part in at.get("bidi_component"))
    at.button(key="more_stop").click().run()
    assert "You stopped it, so it does not count." in said(at)
    assert not at.session_state["session"].delays.results


def test_seconds_that_are_used_up_are_said(submitted):
    at = opened(more_cell="Elman", more_start="PyTorch", more_delay=200)
    at.button(key="more").click().run()
    submitted[0].most = 0.05
    assert submitted[0].done.wait(120)
    at.run()
    assert "when its seconds were used up" in said(at)
    assert [r.ended for r in at.session_state["session"].delays.results.values()] == ["seconds"]


def test_a_cell_of_the_learners_own_gets_its_row(submitted):
    at = opened()
    at.session_state["session"].own.cells["mine"] = OWN
    at.run()
    at.number_input(key="more_delay").set_value(2)
    at.selectbox(key="more_cell").select("mine").run()
    assert not at.exception
    assert "no gate that keeps or writes" in said(at)
    trained(at, submitted)
    assert any(tile["net"] == "mine, chrono" and tile["yours"] for tile in drawn(at, 0)[0])
