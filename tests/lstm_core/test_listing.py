"""The printed code, NumPy and PyTorch, is executed and computes what the graph computes."""

import ast
import re

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.cells.custom import read_own
from lstm_core.listing import listing, torch_listing
from lstm_core.notation import read_cell
from lstm_core.run import Numpy, step
from tests.lstm_core.examples import FIGURES, cells, each_figure, numbers, written_out

INPUTS, HIDDEN = 3, 4


def outputs(cell):
    return [*cell.states.values(), *(["y"] if "y" in cell else [])]


def assert_returns(cell, returned, values):
    returned = returned if isinstance(returned, tuple) else (returned,)
    for array, name in zip(returned, outputs(cell), strict=True):
        np.testing.assert_allclose(array, values[name], rtol=1e-12, atol=1e-12)


def execute_numpy(cell):
    weights, given_ = numbers(cell, INPUTS, HIDDEN, batch=(2,))
    space = {"sigmoid": Numpy.sigmoid, "tanh": np.tanh}
    exec(listing(cell), space)
    assert_returns(cell, space["step"](**given_, **weights), step(cell, weights, given_))


def execute_torch(cell):
    weights, given_ = numbers(cell, INPUTS, HIDDEN, batch=(2,))
    space = {}
    exec(torch_listing(cell), space)
    (made,) = (thing for name, thing in space.items() if name.endswith("Cell"))
    module = made(INPUTS, HIDDEN).double()
    copy_weights(cell, weights, module)
    with torch.no_grad():
        returned = module(**{name: torch.tensor(array) for name, array in given_.items()})
    assert_returns(cell, returned, step(cell, weights, given_))


def copy_weights(cell, weights, module):
    """An nn.Linear on [x, h] has the matrices for x and for h side by side."""
    for node in (node for node in cell.nodes if node.weights):
        gate = node.weights[-1].removeprefix("b_")
        matrices = [weights[name] for name in node.weights if name[0] in "WUV"]
        with torch.no_grad():
            getattr(module, gate).weight.copy_(torch.tensor(np.concatenate(matrices, axis=1)))
            getattr(module, gate).bias.copy_(torch.tensor(weights[f"b_{gate}"]))
            if node.peeped:
                getattr(module, f"p_{gate}").copy_(torch.tensor(weights[f"p_{gate}"]))


@each_figure
def test_the_numpy_listing_computes_the_step(cell):
    execute_numpy(cell)


@each_figure
def test_the_pytorch_listing_computes_the_step(cell):
    execute_torch(cell)


@given(cell=cells())
def test_both_listings_of_any_cell_compute_the_step(cell):
    execute_numpy(cell)
    execute_torch(cell)


@each_figure
def test_both_listings_have_as_many_parameters_as_the_cell(cell):
    (function,) = ast.parse(listing(cell)).body
    assert [arg.arg for arg in function.args.args] == [*cell.inputs, *cell.shapes(1, 1)]
    space = {}
    exec(torch_listing(cell), space)
    (made,) = (thing for name, thing in space.items() if name.endswith("Cell"))
    learnt = sum(parameter.numel() for parameter in made(INPUTS, HIDDEN).parameters())
    assert learnt == cell.parameters(INPUTS, HIDDEN)


@each_figure
def test_a_listing_has_a_line_with_its_meaning_for_every_value_that_is_drawn(cell):
    for code in (listing(cell), torch_listing(cell)):
        for node in cell.drawn:
            if node.op != "input":
                assert re.search(rf"^ +{node.name} = .*  # {re.escape(node.meaning)}$", code, re.MULTILINE)


@each_figure
def test_listings_fit_a_page_and_end_with_the_new_states(cell):
    for code in (listing(cell), torch_listing(cell)):
        assert all(len(line.split("  #")[0].rstrip()) <= 88 for line in code.splitlines())
        assert not any(line != line.rstrip() for line in code.splitlines())
        assert code.splitlines()[-1].strip() == "return " + ", ".join(outputs(cell))


@pytest.mark.parametrize(
    "line",
    [
        "    f = sigmoid(x @ W_f.T + h @ U_f.T + b_f)  # forget gate: how much of each old memory to keep",
        "    kept = f * c                              # what survives of the old memory",
        "    c_next = kept + written                   # the new memory",
        "    h_next = o * shown                        # new hidden state: the output of this step",
    ],
)
def test_the_listing_of_the_lstm_reads_like_the_lecture(line):
    assert line in listing(CELLS["LSTM"]).splitlines()


def test_the_pytorch_listing_of_the_lstm_is_a_module_as_one_writes_it():
    code = torch_listing(FIGURES["LSTM with readout"])
    assert code.startswith("import torch\nfrom torch import nn\n\n\nclass LSTMCell(nn.Module):\n")
    assert "        self.f = nn.Linear(inputs + hidden, hidden)\n" in code
    assert "        xh = torch.cat([x, h], -1)\n        f = torch.sigmoid(self.f(xh))  " in code
    assert "        y = torch.sigmoid(self.y(h_next))  " in code, "one value needs no torch.cat"


@pytest.mark.parametrize("lines", range(1, 13))
def test_half_a_page_has_a_listing_too(lines):
    """A learner's page is shown while it is typed."""
    half = read_cell("t", "\n".join(written_out(CELLS["LSTM"]).splitlines()[:lines]))
    for code in (listing(half), torch_listing(half)):
        compile(code, "listing", "exec")


@given(
    words=st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
    | st.sampled_from(['"""', "\\\\", "# '", "{0}", "%s"])
)
def test_no_words_of_a_learner_become_code_in_a_listing(words):
    plain = "x\nh\nh_next = tanh(linear(x, h))"
    try:
        cell = read_own("Mine", f"{plain}  # {words}")
    except ValueError:
        assert not words.isprintable() or "$" in words or len(words.splitlines()) > 1
        return
    for written in (listing, torch_listing):
        assert ast.dump(ast.parse(written(cell))) == ast.dump(ast.parse(written(read_own("Mine", plain))))
