"""Probing finds in a net programmed by hand what is known to be there, and folding keeps every number."""

import subprocess
import sys

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.run import random_weights, step, trace
from lstm_core.run.url import LARGEST, pack, unpack
from lstm_core.tasks import FRESH, Batch
from lstm_core.training.experiment import Experiment
from lstm_core.training.pretrained import SHIPPED, shipped_net
from lstm_core.training.probe.interventions import Intervention, half_lives, holder_scores, run
from lstm_core.training.probe.unit_cell import fold
from lstm_core.training.trained import Trained

K, EPSILON, HOLDS = 20.0, 0.1, 1  # as in program 1 of lesson 12; unit 1 of three holds the value


def by_hand() -> Trained:
    """Recall as a program: f = σ(K − 2Ks), i = σ(2Ks − K), C̃ = tanh(εv), o = σ(2Ka − K), y = h / ε.

    Unit 0 sees the same, but nobody listens to it; unit 2 is dead.
    """
    experiment = Experiment("recall", hidden=3)
    weights = {name: np.zeros(shape) for name, shape in experiment.cell.shapes(3, 3).items()}
    for unit in (0, HOLDS):
        weights["W_f"][unit, 0], weights["b_f"][unit] = -2 * K, K
        weights["W_i"][unit, 0], weights["b_i"][unit] = 2 * K, -K
        weights["W_g"][unit, 1] = EPSILON
        weights["W_o"][unit, 2], weights["b_o"][unit] = 2 * K, -K
    readout = {"W_y": np.zeros((1, 3)), "b_y": np.zeros(1)}
    readout["W_y"][0, HOLDS] = 1 / EPSILON
    return Trained(experiment, (weights, readout))


@pytest.fixture(scope="module")
def batch() -> Batch:
    return Experiment("recall").task_spec.make(np.random.default_rng(1), 200)


def asked(answers, batch):
    return np.abs(answers - batch.ys)[batch.mask > 0].mean()


def test_the_program_by_hand_recalls(batch):
    assert asked(run(by_hand(), batch.xs)[1], batch) < 0.007


def test_the_one_unit_that_is_needed_is_found_although_another_goes_along_just_as_well(batch):
    found = holder_scores(by_hand(), batch)
    assert found.most_needed == HOLDS
    assert found.error[HOLDS] > 0.3
    assert found.error[0] == found.error[2] == found.intact_error < 0.007
    assert found.correlation[0] == pytest.approx(1, abs=1e-3)
    assert found.correlation[HOLDS] == pytest.approx(1, abs=1e-3)
    assert found.correlation[2] == 0


def test_a_forget_gate_held_at_0_kills_the_answer_and_only_in_its_own_unit(batch):
    net = by_hand()
    assert np.abs(run(net, batch.xs, [Intervention("f", 0.0, HOLDS)])[1]).max() < 1e-6
    assert asked(run(net, batch.xs, [Intervention("f", 0.0, 0)])[1], batch) < 0.007
    assert np.abs(run(net, batch.xs, [Intervention("f", 0.0)])[1]).max() < 1e-6


def test_an_edited_memory_is_what_the_net_says(batch):
    last = int(np.flatnonzero(batch.mask.any(axis=1))[0]) - 1  # before the first question
    answers = run(by_hand(), batch.xs, [Intervention("c_next", 0.04, HOLDS, last, last)])[1]
    later = batch.mask.argmax(axis=0)
    said = answers[later, np.arange(batch.mask.shape[1]), 0]
    np.testing.assert_allclose(said, np.tanh(0.04) / EPSILON, atol=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_a_run_with_nothing_done_is_the_trace_and_the_prediction(cell):
    experiment = Experiment("recall", CELLS[cell], hidden=4, layers=2)
    layers = [random_weights(CELLS[cell], *size, seed=k) for k, size in enumerate(experiment.sizes)]
    net = Trained(experiment, (*layers, {"W_y": np.ones((1, 4)), "b_y": np.zeros(1)}))
    xs = np.random.default_rng(2).normal(size=(7, 5, 3))
    for layer in (0, 1):
        steps, answers = run(net, xs, (), layer)
        np.testing.assert_array_equal(answers, net.predict(xs))
        np.testing.assert_array_equal(steps[-1]["h_next"], net.trace(xs, layer)[-1]["h_next"])


def test_a_change_in_all_units_is_what_a_held_trace_computes():
    net = shipped_net("Recall, LSTM 8")
    xs = np.random.default_rng(3).random((9, 2, 3))
    held = trace(net.experiment.cell, net.weights[0], list(xs), {"h": np.zeros((2, 8)), "c": np.zeros((2, 8))},
                 held={"i": [np.full((2, 8), 0.5)] * 9})  # fmt: skip
    np.testing.assert_allclose(run(net, xs, [Intervention("i", 0.5)])[0][-1]["c_next"], held[-1]["c_next"], rtol=1e-12)


def test_half_lives_are_those_of_the_forget_gates():
    gate, lives = half_lives(CELLS["LSTM"], [{"f": np.array([0.5, 0.25, 1.0])}, {"f": np.array([0.5, 1.0, 1.0])}])
    assert gate == "f"
    assert lives[:2] == pytest.approx([1, 1])
    assert lives[2] == np.inf
    assert half_lives(CELLS["Elman"], [{"h_next": np.zeros(3)}]) == ("", [])


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_net_is_what_its_name_says_and_solves_its_task(name):
    net = shipped_net(name)
    assert net.experiment == SHIPPED[name]
    fresh = net.experiment.task_spec.make(np.random.default_rng(2024), FRESH, net.experiment.time)
    assert net.experiment.task_spec.solved(net.predict(fresh.xs), fresh).solved


def nets():
    for name in SHIPPED:
        yield shipped_net(name)
    for name, cell in CELLS.items():
        weights = random_weights(cell, 5, 6, seed=len(name), scale=1.5)
        yield Trained(Experiment("recall", cell, hidden=6), (weights,))


@pytest.mark.parametrize("net", list(nets()), ids=lambda net: f"{net.experiment.cell.name} {net.experiment.hidden}")
def test_a_unit_folded_into_a_cell_of_its_own_shows_the_nets_own_numbers_even_through_a_link(net):
    cell, weights = net.experiment.cell, net.weights[0]
    inputs, hidden = weights[next(w for w in weights if w.startswith("W_"))].shape[1], net.experiment.hidden
    xs = np.random.default_rng(4).random((8, inputs))
    for values in trace(cell, weights, list(xs), {name: np.zeros(hidden) for name in cell.states}):
        for unit in range(hidden):
            folded = fold(cell, weights, values, unit)
            arrays = {**folded.given, **folded.weights}
            arrays = unpack(pack(arrays), {name: array.shape for name, array in arrays.items()})
            width = len(folded.given["x"])
            assert width in (2, 3)
            assert {name: arrays[name].shape for name in folded.weights} == cell.shapes(width, 1)
            assert all(np.abs(array).max() <= LARGEST for array in arrays.values())
            again = step(cell, arrays, {name: arrays[name] for name in cell.inputs})
            for node in cell.drawn:
                if node.name != "x":
                    assert again[node.name][0] == pytest.approx(values[node.name][unit], abs=0.005), node.name


def test_numbers_too_large_for_the_step_page_are_refused_in_a_sentence():
    cell, weights = CELLS["LSTM"], random_weights(CELLS["LSTM"], 2, 2, 0)
    values = step(cell, weights, {"x": np.ones(2), "h": np.zeros(2), "c": np.full(2, 1e4)})
    with pytest.raises(ValueError, match="too large"):
        fold(cell, weights, values, 0)


@pytest.mark.slow
def test_opening_a_net_leaves_torch_alone():
    code = (
        "import sys, lstm_core.training.pretrained, lstm_core.training.probe.interventions\n"
        "from lstm_core.training import Experiment, Trained, load, fit\n"
        "assert 'torch' not in sys.modules\n"
        "import lstm_core.training.loop\n"
        "from lstm_core.training import train\n"
        "assert callable(train) and 'torch' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
