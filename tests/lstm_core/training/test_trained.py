"""A trained net predicts in NumPy what torch computes, and survives being saved; forged files are refused."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors

from lstm_core.cells import CELLS
from lstm_core.tasks import designed
from lstm_core.training import Experiment, Trained, fit, load
from lstm_core.training.net import TaskNet


def untrained(**settings):
    experiment = Experiment(hidden=6, **settings)
    return Trained(experiment, tuple(TaskNet(experiment).weights()))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("readout", ["linear", "none"])
def test_numpy_says_what_torch_says(cell, layers, readout):
    net = untrained(cell=CELLS[cell], layers=layers, readout=readout)
    xs = np.random.default_rng(0).normal(size=(9, 4, 3)).astype(np.float32)
    theirs = TaskNet(net.experiment)(torch.as_tensor(xs)).detach().numpy()
    np.testing.assert_allclose(net.predict(xs), theirs, atol=2e-6)


def test_a_trace_holds_every_node_of_every_step_of_either_layer():
    net = untrained(layers=2)
    xs = np.zeros((5, 2, 3))
    for layer in (0, 1):
        steps = net.trace(xs, layer)
        assert len(steps) == 5
        assert {node.name for node in net.experiment.cell.nodes} <= steps[0].keys()
        assert steps[0]["c_next"].shape == (2, 6)


@pytest.mark.parametrize("cell", CELLS)
def test_a_saved_net_comes_back_the_same(cell):
    net = untrained(cell=CELLS[cell], layers=2)
    back = load(net.save())
    assert back.experiment == net.experiment
    xs = np.random.default_rng(1).normal(size=(6, 3, 3))
    np.testing.assert_allclose(back.predict(xs), net.predict(xs), rtol=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_a_net_that_was_saved_with_other_words_for_its_cell_is_still_of_that_cell(cell):
    nodes = tuple(replace(node, meaning="what it was called then") for node in CELLS[cell].nodes)
    earlier = untrained(cell=replace(CELLS[cell], nodes=nodes))
    assert load(earlier.save()).experiment.cell is CELLS[cell]


def test_a_designed_task_comes_back_with_its_net():
    task = designed("mine", [[1, "a"], [0, ""], [0, ""]], [[""], [""], ["a"]], shift=2)
    net = untrained(task=task, time=5)
    back = load(net.save())
    one, other = (e.experiment.task_spec.make(np.random.default_rng(3), 4, 5) for e in (net, back))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


DESIGN = {"name": "mine", "inputs": ["a"], "outputs": ["b"], "xs": [["a"], [0]], "ys": [[0], ["a"]], "mask": [1, 1]}
DESIGN |= {"shift": 1, "noise": 0.0}


def forged(change):
    """A good file with its tensors or its experiment changed."""
    data = untrained().save()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    tensors, plain = dict(read_tensors(data)), json.loads(header["__metadata__"]["experiment"])
    change(tensors, plain)
    return write_tensors(tensors, metadata={"experiment": json.dumps(plain)})


@pytest.mark.parametrize(
    "change",
    [
        lambda tensors, plain: tensors.pop("0.W_f"),
        lambda tensors, plain: tensors.update({"0.W_f": np.zeros((2, 2), np.float32)}),
        lambda tensors, plain: tensors.update({"0.b_f": np.full(6, np.nan, np.float32)}),
        lambda tensors, plain: plain.update(hidden=10**9),
        lambda tensors, plain: plain.update(hidden=7),
        lambda tensors, plain: plain.update(task="juggling"),
        lambda tensors, plain: plain.update(surprise=1),
        lambda tensors, plain: plain["cell"].update(nodes=[["x", "exec", [], "", ""]]),
        lambda tensors, plain: plain["cell"].update(nodes="x"),
        lambda tensors, plain: tensors.update({"0.b_f": np.zeros(6, np.int32)}),
        lambda tensors, plain: tensors.update({"0.more": np.zeros(6, np.float32)}),
        lambda tensors, plain: tensors.update({"0.W_f": np.zeros((0, 2**40), np.float32)}),
        lambda tensors, plain: plain.update(hidden=6.0),
        lambda tensors, plain: plain.update(hidden=True),
        lambda tensors, plain: plain.update(hidden=10**400),
        lambda tensors, plain: plain.update(hidden=128, time=600, batch=512),
        lambda tensors, plain: plain["cell"].update(name="![x](//evil.example/p.png)"),
        lambda tensors, plain: plain["cell"].update(name=["LSTM"]),
        lambda tensors, plain: plain["cell"].update(picture="q " * 5_000),
        lambda tensors, plain: plain["cell"]["nodes"][0].__setitem__(4, "two\nimport os"),
        lambda tensors, plain: plain["cell"]["nodes"][0].__setitem__(3, "\\href{a}{b} <b>"),
        lambda tensors, plain: plain.update(task=DESIGN | {"xs": [[10**400], [0]]}),
        lambda tensors, plain: plain.update(task=DESIGN | {"inputs": ["<img src=x>"]}),
        lambda tensors, plain: plain.update(task=DESIGN | {"name": "![x](//evil.example)"}),
        lambda tensors, plain: plain.pop("cell"),
    ],
)
def test_a_forged_file_is_refused_in_a_sentence(change):
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        load(forged(change))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_other_bytes_are_refused_in_a_sentence(data):
    with pytest.raises(ValueError, match="not a net saved by this app"):
        load(data)


def test_a_file_nested_too_deeply_is_refused_in_a_sentence():
    data = write_tensors({"a": np.zeros(1, np.float32)}, metadata={"experiment": "[" * 100_000})
    with pytest.raises(ValueError, match="not a net saved by this app"):
        load(data)


def test_a_file_that_claims_a_huge_header_or_a_huge_tensor_is_refused_at_once():
    header = b'{"0.W_f":{"dtype":"F32","shape":[1099511627776,8],"data_offsets":[0,35184372088832]}}'
    for data in (
        len(header).to_bytes(8, "little") + header,
        (2**62).to_bytes(8, "little") + header,
        untrained().save()[:-8],
    ):
        with pytest.raises(ValueError, match="not a net saved by this app"):
            load(data)


def test_fit_returns_a_net_that_has_learnt():
    net = fit(Experiment(seed=11))
    fresh = net.experiment.task_spec.make(np.random.default_rng(99), 1000, 20)
    assert net.experiment.task_spec.solved(net.predict(fresh.xs), fresh).solved
