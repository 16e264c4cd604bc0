"""A net stays the same net when its weights are put into another framework's blocks."""

import itertools

import numpy as np
import pytest
import torch

from lstm_core.cells.conventions import LAYOUTS, MOST, convert, example, means, misfit, steps
from tests.lstm_core.cells.conventions import fau_cells, keras_cells

X, H = 3, 4
PAIRS = [
    (cell, source, target)
    for cell, layouts in LAYOUTS.items()
    for source, target in itertools.product(layouts, layouts)
    if source.cell == target.cell
]
APART = [
    (source, target)
    for source, target in itertools.product(LAYOUTS["GRU"], LAYOUTS["GRU"])
    if source.cell != target.cell
]
each_pair = pytest.mark.parametrize(
    ("cell", "source", "target"), PAIRS, ids=[f"{c}: {s.name} to {t.name}" for c, s, t in PAIRS]
)
THEIRS = {"LSTM": torch.nn.LSTMCell, "GRU": torch.nn.GRUCell, "Elman": torch.nn.RNNCell}
BY_HAND = {
    ("LSTM", "Keras"): keras_cells.lstm,
    ("GRU", "Keras"): keras_cells.gru_after,
    ("GRU", "Keras, reset_after=False"): keras_cells.gru_before,
    ("Elman", "Keras"): keras_cells.simple,
    ("LSTM", "FAU"): fau_cells.lstm,
    ("GRU", "FAU"): fau_cells.gru,
    ("Elman", "FAU"): fau_cells.elman,
}


def said_by(cell, layout, blocks):
    """The new h after one step of the framework itself, or of its formulas by hand; None where we have neither."""
    rng = np.random.default_rng(7)
    x, *states = (rng.normal(size=size) for size in (X, H, *([H] if cell == "LSTM" else [])))
    if layout.name == "PyTorch":
        module = THEIRS[cell](X, H, dtype=torch.double)
        module.load_state_dict({name: torch.tensor(block) for name, block in blocks.items()})
        given = [torch.tensor(array) for array in (x, *states)]
        with torch.no_grad():
            said = module(given[0], tuple(given[1:]) if cell == "LSTM" else given[1])
        return (said[0] if cell == "LSTM" else said).numpy()
    formula = BY_HAND.get((cell, layout.name))
    return formula(x, *states, **blocks) if formula else None


def drawn(layout, seed=0):
    """Blocks that were not made by packing: every number by itself, two biases included."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in layout.shapes(X, H).items()}


@each_pair
def test_both_say_the_same_after_conversion(cell, source, target):
    blocks = drawn(source)
    before, after = said_by(cell, source, blocks), said_by(cell, target, convert(source, target, blocks))
    if before is not None and after is not None:
        np.testing.assert_allclose(after, before, rtol=0, atol=1e-12)


@each_pair
def test_there_and_back_says_the_same_as_at_first(cell, source, target):
    once = convert(source, target, drawn(source))
    back = convert(target, source, once)
    again = convert(source, target, back)
    assert all(np.array_equal(again[name], block) for name, block in once.items())
    assert {name: block.shape for name, block in back.items()} == source.shapes(X, H)


@pytest.mark.parametrize(("source", "target"), APART)
def test_a_reset_before_the_matrix_is_not_taken_for_one_behind_it(source, target):
    with pytest.raises(ValueError, match=r"do not compute the same.*The same as"):
        convert(source, target, drawn(source))


def test_who_is_refused_is_told_what_would_do():
    with pytest.raises(ValueError, match=r"The same as FAU compute: Keras, reset_after=False\.$"):
        convert(LAYOUTS["GRU"][0], LAYOUTS["GRU"][2], drawn(LAYOUTS["GRU"][0]))


def test_no_numbers_make_up_for_where_r_acts():
    """Else it would be wrong to refuse: the same weights, r before and behind the matrix, say different things."""
    blocks = example(LAYOUTS["GRU"][4], X, H)
    doubled = {**blocks, "bias": np.stack([blocks["bias"], np.zeros(3 * H)])}
    x, h = np.ones(X), np.linspace(-1, 1, H)
    assert np.abs(keras_cells.gru_before(x, h, **blocks) - keras_cells.gru_after(x, h, **doubled)).max() > 0.01


def test_the_boxes_of_pytorch_and_keras_are_called_so_and_stand_so():
    order = {(cell, one.name): "".join(one.letters) for cell, layouts in LAYOUTS.items() for one in layouts}
    assert (order["LSTM", "PyTorch"], order["LSTM", "Keras"]) == ("ifgo", "ifco")
    assert (order["GRU", "PyTorch"], order["GRU", "Keras"]) == ("rzn", "zrh")


def test_shapes_are_those_of_the_frameworks():
    shapes = {(cell, one.name): one.shapes(3, 5) for cell, layouts in LAYOUTS.items() for one in layouts}
    for cell, module in THEIRS.items():
        theirs = {name: tuple(tensor.shape) for name, tensor in module(3, 5).state_dict().items()}
        assert shapes[cell, "PyTorch"] == theirs
    assert shapes["LSTM", "FAU"]["W_C"] == (5, 8)
    assert shapes["LSTM", "Keras"] == {"kernel": (3, 20), "recurrent_kernel": (5, 20), "bias": (20,)}
    assert shapes["GRU", "Keras"]["bias"] == (2, 15)
    assert shapes["GRU", "Keras, reset_after=False"]["bias"] == (15,)


@pytest.mark.parametrize("layout", [one for layouts in LAYOUTS.values() for one in layouts], ids=lambda one: one.name)
def test_a_block_that_does_not_fit_is_named(layout):
    right = layout.shapes(2, 3)
    assert misfit(layout, right) is None
    assert misfit(layout, layout.shapes(MOST, MOST)) is None
    name = next(iter(right))
    assert misfit(layout, {**right, name: (7, 10)}) is not None
    assert misfit(layout, {key: shape for key, shape in right.items() if key != name})[0] == name
    assert "converted here" in misfit(layout, {**right, name: (500, 500)})[1]


def test_a_misfit_says_what_it_is_and_what_it_has_to_be():
    layout = LAYOUTS["LSTM"][1]
    assert misfit(layout, {**layout.shapes(2, 3), "weight_hh": (3, 12)}) == (
        "weight_hh",
        "it is 3 × 12; beside the other blocks, which look like 2 inputs and 3 units, it has to be 12 × 3",
    )


@each_pair
def test_what_is_done_is_told_in_sentences(cell, source, target):
    told = " ".join(steps(source, target))
    assert ("transposed" in told) == (source.rows != target.rows)
    assert ("change their sign" in told) == (source.turned != target.turned)
    assert ("another order" in told) == (bool(source.boxes and target.boxes) and source.boxes != target.boxes)
    assert ("they are added" in told) == (source.two and not target.two)
    assert ("the second one is 0" in told) == (target.two and not source.two)


def test_the_example_is_one_net_in_every_layout():
    fau, torchs, keras = (example(layout, 2, 2) for layout in LAYOUTS["LSTM"])
    again = convert(LAYOUTS["LSTM"][1], LAYOUTS["LSTM"][0], torchs)
    assert all(np.array_equal(again[name], block) for name, block in fau.items())
    assert np.array_equal(keras["kernel"], torchs["weight_ih"].T)


def test_what_stands_where_in_a_block_is_said():
    fau, torchs, keras = LAYOUTS["LSTM"]
    assert means(torchs, "weight_ih") == r"$4H \times X$: $i$, $f$, $g$, $o$ below each other"
    assert means(keras, "recurrent_kernel") == r"$H \times 4H$: $i$, $f$, $c$, $o$ side by side"
    assert means(fau, "W_C").startswith(r"$H \times (H + X)$")
    assert means(LAYOUTS["Elman"][1], "bias_hh") == "$H$"
    assert means(LAYOUTS["GRU"][3], "bias").startswith(r"$2 \times 3H$")
