"""The compiled layer computes what the interpreter and torch's own layers compute, for any cell and any use."""

import copy
import itertools

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import from_torch
from lstm_core.mistakes import mistakes
from lstm_core.notation import read_cell
from lstm_core.training.compiled import CompiledLayer
from lstm_core.training.compiled.calls import LARGEST, LARGEST_BY_VECTOR, product, run, summed_products
from lstm_core.training.reference import Recurrent
from tests.lstm_core.examples import cells, each_cell

DOUBLE = torch.float64

ODD = {
    "its h is a plain sum": "x; h; h_next = linear(x, h)",
    "a state is a sum that only one activation reads": "x; h; c; c_next = linear(x, h, c); h_next = tanh(c_next)",
    "a sum is read by two activations": "x; h; a = linear(x, h); f = sigmoid(a); g = tanh(a); h_next = f * g",
    "a sum is read by a gate and a sum": "x; h; a = linear(x, h); b = linear(a); h_next = sigmoid(a) * tanh(b)",
    "a sum reads the new state": "x; h; c; c_next = c * sigmoid(linear(x, h)); h_next = tanh(linear(x, c_next))",
    "h comes before x": "x; h; h_next = tanh(linear(h, x)) * sigmoid(linear(x, h))",
    "a value meets itself": "x; h; a = tanh(linear(x, h)); b = a * a; c = a + a; h_next = b * (1 - c)",
    "activations of activations": "x; h; h_next = sigmoid(tanh(sigmoid(linear(h, x))))",
    "one minus one minus": "x; h; h_next = 1 - (1 - (1 - tanh(linear(x, h))))",
    "some of it leads nowhere": "x; h; a = tanh(linear(x, h)); b = sigmoid(linear(x, a)); h_next = tanh(linear(x, h))",
    "a state that nobody reads": "x; h; s; s_next = tanh(linear(x, h)); h_next = sigmoid(linear(x, h))",
    "a state that leads nowhere": "x; h; s; s_next = tanh(linear(x, s)); h_next = sigmoid(linear(x, h))",
    "no h is read": "x; c; c_next = tanh(linear(x, c)); h_next = sigmoid(c_next)",
    "h is there and not read": "x; h; h_next = sigmoid(linear(x))",
    "no state at all": "x; a = tanh(linear(x)); h_next = a * sigmoid(linear(x, a))",
    "no x": "h; h_next = tanh(linear(h))",
    "no weights": "h; h_next = 1 - h",
    "much of it does not wait for the past": "x; h; a = tanh(linear(x)); b = sigmoid(linear(a)); c = a * b; "
    "h_next = tanh(peephole(h, c)) + peephole(x, a)",
    "beside a layer of x one that peeps": "x; h; a = tanh(linear(x)); f = sigmoid(peephole(x, h)); h_next = a * f",
    "it peeps at everything": "x; h; c; f = sigmoid(peephole(x, h, c)); g = tanh(peephole(h, c, f)); "
    "c_next = f * c + g; h_next = peephole(x, c_next) * sigmoid(peephole(c_next, x, g))",
    "gates read gates": "x; h; a = sigmoid(linear(x, h)); b = tanh(linear(a, h)); h_next = b * tanh(linear(b, a, x))",
}
ODD_CELLS = [read_cell(name, equations.replace("; ", "\n")) for name, equations in ODD.items()]


def learner_and_teacher(cell: Cell, inputs: int, hidden: int) -> tuple[CompiledLayer, Recurrent]:
    """The compiled layer and the interpreter with the same weights, in float64."""
    compiled, interpreter = CompiledLayer(cell, inputs, hidden, DOUBLE), Recurrent(cell, inputs, hidden).double()
    compiled.load_weights(dict(interpreter.weights.items()))
    return compiled, interpreter


def everything(layer: nn.Module, cell: Cell, xs: Tensor, begin: dict[str, Tensor], asked: list[Tensor]) -> dict:
    """All that comes out of a layer: hs, the last states, and the gradient of all that goes in."""
    xs, begin = xs.clone().requires_grad_(), {name: start.clone().requires_grad_() for name, start in begin.items()}
    hs, last = layer(xs, begin)
    sum((value * wish).sum() for value, wish in zip([hs, *last.values()], asked, strict=True)).backward()
    if isinstance(layer, CompiledLayer):
        weights = layer.named_gradients()
    else:
        weights = {name: weight.grad for name, weight in layer.weights.items()}
    leaves = {"x": xs.grad, **{f"first {name}": start.grad for name, start in begin.items()}, **weights}
    return {"hs": hs, **last, **leaves}


def assert_same(cell: Cell, inputs: int = 3, hidden: int = 4, time: int = 5, batch: int = 2, seed: int = 0) -> None:
    """The compiled layer does what the interpreter does, forwards and backwards."""
    torch.manual_seed(seed)
    layers = learner_and_teacher(cell, inputs, hidden)
    xs = torch.randn(time, batch, inputs, dtype=DOUBLE)
    begin = {name: torch.rand(batch, hidden, dtype=DOUBLE) - 0.5 for name in cell.states}
    asked = [torch.randn(time, batch, hidden, dtype=DOUBLE), *(torch.randn_like(start) for start in begin.values())]
    theirs = everything(layers[1], cell, xs, begin, asked)
    for _ in range(3):  # the arrays are used again: no update may find anything of the one before
        layers[0].zero_grad()
        assert_equal(everything(layers[0], cell, xs, begin, asked), theirs)


def assert_equal(ours: dict, theirs: dict) -> None:
    """Every value and gradient of the interpreter is that of the compiled layer."""
    for name, wanted in theirs.items():
        wanted = torch.zeros_like(ours[name]) if wanted is None else wanted  # autograd's way to say: it did not matter
        torch.testing.assert_close(ours[name], wanted, rtol=1e-10, atol=1e-10, msg=lambda text, n=name: f"{n}: {text}")


@each_cell
@settings(max_examples=6, deadline=None)
@given(
    inputs=st.integers(1, 4),
    hidden=st.integers(1, 5),
    time=st.integers(1, 7),
    batch=st.integers(1, 5),
    seed=st.integers(0, 99),
)
def test_it_computes_what_the_interpreter_computes(cell, inputs, hidden, time, batch, seed):
    assert_same(cell, inputs, hidden, time, batch, seed)


@each_cell
def test_cells_with_a_mistake_are_computed_as_faithfully(cell):
    for _, wrong in itertools.islice(mistakes(cell), 0, None, 3):
        assert_same(wrong, time=3)


@pytest.mark.parametrize("cell", ODD_CELLS, ids=ODD)
def test_odd_cells_are_computed_as_faithfully(cell):
    assert_same(cell)
    assert_same(cell, inputs=1, hidden=1, time=1, batch=1)


@st.composite
def graphs(draw) -> Cell:
    """Any cell at all, typed by nobody, of up to a dozen nodes."""
    states = ["h", "c", "s"][: draw(st.integers(0, 3))]
    nodes = [Node(name, "input") for name in ("x", *states)]
    ends = [f"{name}_next" for name in states] or ["h_next"]
    names = draw(st.permutations([*ends, *(f"n{k}" for k in range(draw(st.integers(0, 9))))]))
    for name in names:
        read = [node.name for node in nodes]
        units = read[1:]  # not x, whose width is another
        kinds = ("linear", "linear", "peephole", "sigmoid", "tanh", "mul", "add", "one_minus") if units else ("linear",)
        op = draw(st.sampled_from(kinds))
        if op in WEIGHTED:
            args = draw(st.lists(st.sampled_from(read), min_size=1, max_size=3, unique=True))
            peeped = [unit for unit in units if unit not in args]
            op = op if peeped else "linear"
            args += [draw(st.sampled_from(peeped))] if op == "peephole" else []
        else:
            args = [draw(st.sampled_from(units)) for _ in range(OPS[op].arity)]
        nodes.append(Node(name, op, tuple(args)))
    return Cell("any", tuple(nodes))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cell=graphs() | cells())
def test_any_cell_is_computed_as_faithfully(cell):
    assert_same(cell, inputs=2, hidden=2, time=3, batch=2)


@each_cell
def test_the_gradients_are_those_of_finite_differences(cell):
    """Along a random direction of the weights, of xs and of each state, by central differences."""
    torch.manual_seed(1)
    layer, step = CompiledLayer(cell, 2, 3, DOUBLE), 1e-5
    xs = torch.randn(4, 3, 2, dtype=DOUBLE)
    begin = {name: torch.randn(3, 3, dtype=DOUBLE) for name in cell.states}
    wish = torch.randn(4, 3, 3, dtype=DOUBLE)
    leaves = [layer.vector, xs.requires_grad_(), *(start.requires_grad_() for start in begin.values())]
    loss = lambda: (
        (layer(xs, begin)[0] * wish).sum() + sum(state.square().sum() for state in layer(xs, begin)[1].values())
    )
    gradients = torch.autograd.grad(loss(), leaves)
    for leaf, gradient in zip(leaves, gradients, strict=True):
        way = torch.randn_like(leaf)
        with torch.no_grad():
            leaf += step * way
            above = loss()
            leaf -= 2 * step * way
            below = loss()
            leaf += step * way
        assert (gradient * way).sum().item() == pytest.approx(((above - below) / (2 * step)).item(), rel=1e-7, abs=1e-8)


@pytest.mark.parametrize(("kind", "cell"), [("LSTM", "LSTM"), ("GRU", "GRU (PyTorch)"), ("RNN", "Elman")])
def test_it_computes_what_torch_computes(kind, cell):
    torch.manual_seed(2)
    theirs, ours = getattr(nn, kind)(3, 5).double(), CompiledLayer(CELLS[cell], 3, 5, DOUBLE)
    stacked = lambda read: {name.removesuffix("_l0"): read(p).numpy() for name, p in theirs.named_parameters()}
    ours.load_weights(from_torch(kind, stacked(Tensor.detach)))
    xs, wish = torch.randn(7, 4, 3, dtype=DOUBLE), torch.randn(7, 4, 5, dtype=DOUBLE)
    hs, wanted = ours(xs)[0], theirs(xs)[0]
    torch.testing.assert_close(hs, wanted, rtol=1e-12, atol=1e-12)
    (hs * wish).sum().backward()
    (wanted * wish).sum().backward()
    for name, gradient in from_torch(kind, stacked(lambda p: p.grad)).items():
        both = 2 if name[0] == "b" and name not in ("b_seen", "b_past") else 1  # torch has that bias twice
        np.testing.assert_allclose(ours.named_gradients()[name].numpy() * both, gradient, rtol=1e-10, atol=1e-10)


@pytest.mark.slow
@each_cell
def test_it_learns_step_by_step_what_the_interpreter_learns(cell):
    torch.manual_seed(3)
    layers = learner_and_teacher(cell, 2, 4)
    xs, ys = torch.randn(6, 5, 2, dtype=DOUBLE), torch.randn(6, 5, 4, dtype=DOUBLE)
    losses: list[list[float]] = []
    for layer in layers:
        optimiser = torch.optim.Adam(layer.parameters(), lr=0.05)
        losses.append([])
        for _ in range(8):
            optimiser.zero_grad()
            loss = nn.functional.mse_loss(layer(xs)[0], ys)
            loss.backward()
            optimiser.step()
            losses[-1].append(loss.item())
    assert losses[0] == pytest.approx(losses[1], rel=1e-8)
    assert losses[0][-1] < losses[0][0]


def test_two_layers_pass_the_gradient_on():
    torch.manual_seed(4)
    cell = CELLS["Peephole LSTM"]
    pairs = [learner_and_teacher(cell, 2, 3), learner_and_teacher(cell, 3, 4)]
    xs = torch.randn(5, 3, 2, dtype=DOUBLE)
    for lower, upper in zip(*pairs, strict=True):
        upper(lower(xs)[0])[0].square().sum().backward()
    for name, gradient in pairs[0][0].named_gradients().items():
        torch.testing.assert_close(gradient, pairs[0][1].weights[name].grad, rtol=1e-10, atol=1e-10)


def test_float32_is_what_it_uses_unless_told_otherwise():
    layer = CompiledLayer(CELLS["LSTM"], 3, 8)
    hs, last = layer(torch.randn(20, 4, 3))
    assert {hs.dtype, layer.vector.dtype, *(state.dtype for state in last.values())} == {torch.float32}
    exact = CompiledLayer(CELLS["LSTM"], 3, 8, DOUBLE)
    exact.load_weights(layer.named_weights())
    xs = torch.randn(20, 4, 3, dtype=DOUBLE)
    torch.testing.assert_close(layer(xs)[0].double(), exact(xs)[0], rtol=0, atol=1e-5)


@each_cell
def test_the_same_seed_begins_with_the_same_weights_as_the_interpreter(cell):
    torch.manual_seed(5)
    ours = CompiledLayer(cell, 3, 4).named_weights()
    torch.manual_seed(5)
    theirs = Recurrent(cell, 3, 4).weights
    assert {name: weight.shape for name, weight in ours.items()} == cell.shapes(3, 4)
    assert all(torch.equal(weight, theirs[name]) for name, weight in ours.items())
    assert sum(weight.numel() for weight in ours.values()) == cell.parameters(3, 4)


def test_a_named_weight_may_be_written_to():
    layer = CompiledLayer(CELLS["LSTM"], 3, 4)
    layer.named_weights()["b_f"].fill_(7)
    assert (layer.named_weights()["b_f"] == 7).all()
    assert (layer.vector == 7).sum() == 4


def test_wrong_weights_are_refused_in_a_sentence():
    layer = CompiledLayer(CELLS["Elman"], 3, 4)
    weights = layer.named_weights()
    with pytest.raises(ValueError, match="Elman has the weights W_h, U_h, b_h, not W_h"):
        layer.load_weights({"W_h": weights["W_h"]})
    with pytest.raises(ValueError, match=r"W_h is \(4, 3\), not \(3, 4\)"):
        layer.load_weights({**weights, "W_h": weights["W_h"].T})


@pytest.mark.parametrize(
    ("equations", "words"),
    [
        ("x\nh\ng = tanh(linear(x, h))", "needs a line h_next"),
        ("x\nh\nk\nh_next = tanh(linear(x, k))", "needs a line k_next"),
    ],
)
def test_what_cannot_run_is_refused_in_a_sentence(equations, words):
    with pytest.raises(ValueError, match=words):
        CompiledLayer(read_cell("Mine", equations), 3, 4)


def test_sequences_of_another_width_are_refused_in_a_sentence():
    layer = CompiledLayer(CELLS["Elman"], 3, 4)
    with pytest.raises(ValueError, match="made for 3"):
        layer(torch.zeros(5, 2, 1))
    with pytest.raises(ValueError, match="a row for every sequence"):
        layer(torch.zeros(5, 2, 3), {"h": torch.zeros(1, 4)})


def gradient_of(layer: CompiledLayer, xs: Tensor) -> Tensor:
    return torch.autograd.grad(layer(xs)[0].square().sum(), layer.vector)[0]


def test_a_forward_in_between_does_not_disturb_a_backward():
    layer, (xs, others) = CompiledLayer(CELLS["GRU"], 2, 3, DOUBLE), torch.randn(2, 4, 5, 2, dtype=DOUBLE)
    wanted = gradient_of(layer, xs)
    hs, shown = layer(xs)[0], layer(xs)[0].clone()
    layer(others)[0].sum().backward()
    with torch.no_grad():
        layer(others)
    assert torch.equal(hs, shown)
    assert torch.equal(torch.autograd.grad(hs.square().sum(), layer.vector)[0], wanted)


def test_weights_that_change_before_the_backward_do_not_disturb_it():
    layer, xs = CompiledLayer(CELLS["LSTM"], 2, 3, DOUBLE), torch.randn(4, 5, 2, dtype=DOUBLE)
    wanted = gradient_of(layer, xs)
    loss = layer(xs)[0].square().sum()
    layer.named_weights()["W_f"].fill_(9)
    assert torch.equal(torch.autograd.grad(loss, layer.vector)[0], wanted)


def test_shapes_may_change_from_call_to_call():
    torch.manual_seed(6)
    ours, theirs = learner_and_teacher(CELLS["Coupled LSTM"], 2, 3)
    for time, batch in [(3, 2), (4, 2), (3, 2), (1, 1), (5, 7), (6, 1), (2, 2), (3, 2)]:
        xs = torch.randn(time, batch, 2, dtype=DOUBLE)
        torch.testing.assert_close(ours(xs)[0], theirs(xs)[0], rtol=1e-12, atol=1e-12)
        wanted = torch.autograd.grad(theirs(xs)[0].square().sum(), theirs.weights["U_f"])[0]
        torch.testing.assert_close(ours.layout.named(gradient_of(ours, xs))["U_f"], wanted, rtol=1e-10, atol=1e-10)


def test_what_is_not_given_is_zero_whatever_was_given_before():
    torch.manual_seed(8)
    layer, xs = CompiledLayer(CELLS["LSTM"], 2, 3, DOUBLE), torch.randn(4, 5, 2, dtype=DOUBLE)
    fresh = copy.deepcopy(layer)
    hs, last = layer(xs, {name: torch.randn(5, 3, dtype=DOUBLE) for name in ("h", "c")})
    (hs.sum() + last["h"].sum() + last["c"].sum()).backward()
    gradients = [torch.autograd.grad(one(xs)[1]["c"].sum(), one.vector)[0] for one in (layer, fresh)]
    assert torch.equal(*gradients)


def test_a_copy_shares_nothing_with_its_original():
    torch.manual_seed(9)
    layer, (xs, others) = CompiledLayer(CELLS["LSTM"], 2, 3, DOUBLE), torch.randn(2, 4, 5, 2, dtype=DOUBLE)
    gradient_of(layer, xs)
    twin = copy.deepcopy(layer)
    wanted = gradient_of(layer, others)
    layer.named_weights()["b_g"].fill_(3)
    assert torch.equal(gradient_of(twin, others), wanted)


def test_one_may_look_first_and_train_later():
    layer, xs = CompiledLayer(CELLS["LSTM"], 2, 3), torch.randn(4, 5, 2)
    with torch.inference_mode():
        shown = layer(xs)[0].clone()
    hs = layer(xs)[0]
    assert torch.equal(hs, shown)
    hs.sum().backward()
    assert layer.vector.grad.abs().sum() > 0


def test_a_second_backward_is_refused():
    loss = CompiledLayer(CELLS["LSTM"], 2, 3)(torch.randn(4, 5, 2))[0].sum()
    loss.backward(retain_graph=True)
    with pytest.raises(RuntimeError, match="backward ran twice"):
        loss.backward()


def test_a_loss_of_the_last_state_alone_is_enough():
    torch.manual_seed(7)
    layers = learner_and_teacher(CELLS["LSTM"], 2, 3)
    xs = torch.randn(4, 5, 2, dtype=DOUBLE)
    for layer in layers:
        layer(xs)[1]["c"].square().sum().backward()
    torch.testing.assert_close(layers[0].named_gradients()["W_i"], layers[1].weights["W_i"].grad)


def test_a_net_that_diverges_says_so_in_its_numbers_and_warns_nobody():
    cell = read_cell("Explosive", "x\nh\nh_next = linear(x, h) * linear(h)")
    layer = CompiledLayer(cell, 2, 3)
    layer.load_weights({name: torch.full_like(weight, 50) for name, weight in layer.named_weights().items()})
    hs, _ = layer(torch.ones(20, 2, 2))
    hs.sum().backward()
    assert not torch.isfinite(hs[-1]).any()


@pytest.mark.parametrize(
    ("rows", "inner", "columns"),
    [(64, 16, 64), (512, 128, 64), (3, 2000, 400), (900, 800, 1), (1, 800, 900), (0, 3, 2), (9, 0, 4)],
)
def test_a_large_product_comes_in_pieces_that_stay_on_one_thread(rows, inner, columns):
    rng = np.random.default_rng(8)
    a, b, out = rng.normal(size=(rows, inner)), rng.normal(size=(inner, columns)), np.empty((rows, columns))
    pieces = product(a, b, out)
    for piece in pieces:
        if piece.func is np.matmul:
            height, _ = piece.args[2].shape
            largest = LARGEST if min(rows, columns) > 1 else LARGEST_BY_VECTOR
            assert height * inner * columns <= largest
    run(pieces)
    np.testing.assert_allclose(out, a @ b, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("time", "rows", "columns", "batch"), [(5, 8, 3, 4), (3, 256, 40, 64), (4, 30, 20, 2)])
def test_products_are_summed_over_time_whatever_their_size(time, rows, columns, batch):
    rng = np.random.default_rng(9)
    a, b = rng.normal(size=(time, rows, batch)), rng.normal(size=(time, columns, batch))
    out = np.empty((rows, columns))
    run(summed_products(a, b, out))
    np.testing.assert_allclose(out, np.einsum("trb,tcb->rc", a, b), rtol=1e-10, atol=1e-10)


def test_a_large_layer_is_computed_as_faithfully():
    assert_same(CELLS["Peephole LSTM"], inputs=40, hidden=70, time=2, batch=33)
