"""What learners paste, and the files they send, are read or refused in a sentence."""

import contextlib
import io

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells.conventions import LAYOUTS, example
from lstm_core.cells.conventions.files import LARGEST_FILE, contents, read, write
from lstm_core.cells.conventions.layers import SeveralLayersError
from lstm_core.cells.conventions.pasted import array, text

LSTM = LAYOUTS["LSTM"]
EVERY = [one for layouts in LAYOUTS.values() for one in layouts]


@pytest.mark.parametrize(
    "typed",
    [
        "1 -2\n0.5 4",
        "1, -2\n0.5, 4",
        "1;-2\n0,5;4",
        "1\t−2\n\n0.5\t4\n",
        "[[1, -2], [.5, 4]]",
        "array([[ 1. , -2. ],\n       [ 0.5,  4. ]])",
        "tensor([[ 1.0000, -2.0000],\n        [ 0.5000,  4.0000]], requires_grad=True)",
        "Parameter containing:\ntensor([[1., -2.], [0.5, 4.]], device='cpu', dtype=torch.float64)",
    ],
)
def test_rows_of_numbers_are_read_however_they_are_written(typed):
    assert array(typed, 2).tolist() == [[1, -2], [0.5, 4]]


PRINTED = {  # the same matrix, as programs print it
    "TensorFlow": "tf.Tensor(\n[[ 1.  -2. ]\n [ 0.5  4. ]], shape=(2, 2), dtype=float32)",
    "TensorFlow, repr": "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\n"
    "array([[ 1. , -2. ],\n       [ 0.5,  4. ]], dtype=float32)>",
    "Keras 2": "Param <tf.Variable 'rnn/kernel:0' shape=(2, 2) dtype=float32_ref>:\n[[ 1.  -2. ]\n [ 0.5  4. ]]",
    "Keras 3": "<Variable path=lstm/kernel, shape=(2, 2), dtype=float32, value=[[ 1.  -2. ]\n [ 0.5  4. ]]>",
    "JAX": "Array([[ 1. , -2. ],\n       [ 0.5,  4. ]], dtype=float32)",
    "NumPy 2, scalars": "[[np.float32(1.0), np.float32(-2.0)], [np.float32(0.5), np.float32(4.0)]]",
    "torch, with its history": "tensor([[1., -2.], [0.5, 4.]], device='cuda:0', grad_fn=<SliceBackward0>)",
    "torch, with its size": "torch.Size([2, 2]) tensor([[1., -2.], [0.5, 4.]])",
    "torch, long ago": " 1.0 -2.0\n 0.5  4.0\n[torch.cuda.FloatTensor of size 2x2 (GPU 0)]",
    "torch, with a factor": "0.001 *\n1000 -2000\n 500  4000\n[torch.FloatTensor of size 2x2]",
    "its shape in front": "(2, 2) [[1, -2], [0.5, 4]]",
    "rows as arrays": "[array([1., -2.]), array([0.5, 4.])]",
    "tuples": "((1, -2), (0.5, 4))",
    "R": "     [,1] [,2]\n[1,]  1.0   -2\n[2,]  0.5    4",
    "R, in two parts": "     [,1]\n[1,]  1.0\n[2,]  0.5\n     [,2]\n[1,]   -2\n[2,]    4",
    "R, with names": "      x1 x2\nrow1 1.0 -2\nrow2 0.5  4",
    "R, written as CSV": '"","V1","V2"\n"1",1,-2\n"2",0.5,4',
    "pandas": "     0    1\n0  1.0 -2.0\n1  0.5  4.0",
    "pandas, written as CSV": ",0,1\n0,1.0,-2.0\n1,0.5,4.0",
    "a CSV with a head": "a,b\n1,-2\n0.5,4",
    "a spreadsheet with decimal commas": "1,0\t-2,0\n0,5\t4,0",
    "decimal commas and spaces": "1,0 -2,0\n0,5 4,0",
    "decimal commas and semicolons at the end": "1;-2;\n0,5;4;",
    "MATLAB": "W =\n\n    1.0000   -2.0000\n    0.5000    4.0000\n",
    "MATLAB, with a factor": "W =\n\n   1.0e+03 *\n\n    0.0010   -0.0020\n    0.0005    0.0040\n",
    "MATLAB, in two parts": "  Column 1\n\n    1.0\n    0.5\n\n  Column 2\n\n   -2\n    4\n",
    "MATLAB, with its size": "W = 2×2\n\n    1.0000   -2.0000\n    0.5000    4.0000",
    "MATLAB, typed": "[1, -2; 0.5, 4];",
    "MATLAB, typed on two lines": "[1 -2\n 0.5 4]",
    "Julia": "2×2 Matrix{Float64}:\n 1.0  -2.0\n 0.5   4.0",
    "Julia, typed": "Float32[1.0 -2.0; 0.5 4.0]",
    "Mathematica": "{{1, -2}, {0.5, 4}}",
    "LaTeX": r"\begin{bmatrix} 1 & -2 \\ 0.5 & 4 \end{bmatrix}",
    "Markdown": "| 1 | -2 |\n|---|---|\n| 0.5 | 4 |",
    "Fortran": "1.0D+00 -2.0D+00\n5.0D-01 4.0D+00",
    "signs of a word processor": "1 –2\n0.5\u20094",
    "torch in R": "torch_tensor\n 1.0 -2.0\n 0.5  4.0\n[ CPUFloatType{2,2} ][ requires_grad = TRUE ]",
    "torch in C++, with a factor": "0.001 *\n 1000 -2000\n  500  4000\n[ CPUFloatType{2,2} ]",
    "Paddle": "Tensor(shape=[2, 2], dtype=float32, place=Place(cpu), stop_gradient=True,\n"
    "       [[1., -2.], [0.5, 4.]])",
    "MATLAB, a dlarray": "ans =\n\n  2(C) × 2(B) single dlarray\n\n    1.0   -2.0\n    0.5    4.0\n",
    "Julia, transposed": "2×2 adjoint(::Matrix{Float64}) with eltype Float64:\n 1.0  -2.0\n 0.5   4.0",
    "Julia, small numbers": "2×2 Matrix{Float32}:\n 1.0f0  -2.0f0\n 5.0f-1   4.0",
    "Mathematica, small numbers": "{{1, -2}, {5.*^-1, 4}}",
    "NumPy's matrix": "matrix([[ 1. , -2. ],\n        [ 0.5,  4. ]])",
    "SymPy": "Matrix([\n[1, -2],\n[0.5, 4]])",
    "C": "static const float W[2][2] = {{1.0f, -2.0f}, {0.5f, 4.0f}};",
    "Rust": "array![[1.0, -2.0], [0.5, 4.0]]",
    "JSON": '{"weight": [[1, -2], [0.5, 4]]}',
    "a name beside its value": "('weight_ih_l0', Parameter containing:\n"
    "tensor([[1., -2.],\n        [0.5, 4.]], requires_grad=True))",
    "a dictionary": "OrderedDict([('weight', tensor([[1., -2.], [0.5, 4.]]))])",
    "a spreadsheet's constant": "={1,-2;0.5,4}",
    "a CSV with quotes": '"1","-2"\n"0.5","4"',
    "a CSV with quotes and decimal commas": '"1,0";"-2,0"\n"0,5";"4,0"',
    "a CSV that names its separator": "sep=;\n1,0;-2,0\n0,5;4,0",
    "pandas, with its size": "     0    1\n0  1.0 -2.0\n1  0.5  4.0\n\n[2 rows x 2 columns]",
    "LaTeX, with its brackets": r"$W = \left[\begin{array}{cc} 1 & -2 \\ 0.5 & 4 \end{array}\right]$",
    "LaTeX, a table": r"\begin{tabular}{cc} 1 & -2 \\ \hline 0.5 & 4 \end{tabular}",
    "Markdown, fenced": "```\n1 -2\n0.5 4\n```",
    "typed at a prompt": ">>> print(W)\n[[ 1.  -2. ]\n [ 0.5  4. ]]",
    "a notebook": "Out[3]: \narray([[ 1. , -2. ],\n       [ 0.5,  4. ]])",
    "its shape in words": "shape: 2 x 2\n1 -2\n0.5 4",
    "dashes": "1 —2\n0.5 4",
    "comments": "# the first row\n1 -2\n0.5 4  % and the second",
}


@pytest.mark.parametrize("typed", PRINTED.values(), ids=PRINTED)
def test_what_a_program_prints_is_read_without_its_labels_shapes_and_types(typed):
    assert array(typed, 2).tolist() == [[1, -2], [0.5, 4]]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("[[1 2]\n ...\n [7 8]]", "left numbers out"),
        ("1 2 … 8", "left numbers out"),
        (' [ reached getOption("max.print") -- omitted 9 rows ]', "left numbers out"),
        ("[[[1, 2], [3, 4]]]", "three dimensions"),
        ("ans(:,:,1) =\n 1 2\n 3 4", "three dimensions"),
        ("(1,.,.) =\n 1 2", "three dimensions"),
        ("2×3×4 Array{Float64, 3}:", "three dimensions"),
        ("matrix(c(1, 2, 3, 4), nrow = 2)", "by columns"),
        ("[[1, 2]] [[3, 4]]", "2 matrices"),
        ("0.5 [0.3]", "“0.5” stands outside the brackets"),
        ("[[1, 2] and [3, 4]]", "“and” stands between the rows"),
        ("[1, 2)", "closes that was not opened"),
        ("1,,2\n3,,5", "a number is missing"),
        ("[1,,2]", "a number is missing"),
        ("1;;2\n3;;5", "a number is missing"),
        ("0,25\n0,5", "one number or two"),
        ("[0,1 0,2]", "may be decimal ones"),
        ("0,1, 0,2\n0,3, 0,4", "one number or two"),
        ("[0,1, 0,2]", "one number or two"),
        ("0.1, 0,2", "one number or two"),
        ("10%\t20%\n30%\t40%", "“10%” is not a number"),
        ("1.0x 2\n0.3 0.4", "“1.0x” is not a number"),
        ("[[1, 2], [3, 4]].T", "still to be worked out"),
        ("[1 2; 3 4]'", "still to be worked out"),
        ("np.array([1, 2, 3, 4]).reshape(2, 2)", "still to be worked out"),
        ("np.array([[1, 2], [3, 4]]) / 10", "still to be worked out"),
        ("<tr><td>1</td><td>2</td></tr>", "</td>"),
        ("1_000 2", "“1_000” is not a number"),
        ("0x10 1", "“0x10” is not a number"),
        ("[1+2j]", "“1.2j” is not a number"),
        ("  Column 1\n 1\n 2\n Column 2\n 3\n", "differ in their number of rows"),
    ],
)
def test_what_is_half_there_or_can_be_read_in_two_ways_is_refused(typed, says):
    with pytest.raises(ValueError, match=says):
        array(typed, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "[1] 1 2\n[3] 3",
        "Parameter containing:\ntensor([1., 2., 3.], requires_grad=True)",
        "[tensor(1.), tensor(2.), tensor(3.)]",
        "c(1, 2, 3)",
        "3-element Vector{Float64}:\n 1.0\n 2.0\n 3.0",
        "[1;2;3]",
        "0    1.0\n1    2.0\n2    3.0\ndtype: float64",
        "f    1.0\ni    2.0\no    3.0\nName: b, Length: 3, dtype: float64",
        "Float32Array(3) [1, 2, 3]",
        "vec![1.0, 2.0, 3.0]",
        "[1. 2.\n 3.]",
    ],
)
def test_a_bias_is_read_as_programs_print_vectors(typed):
    assert array(typed, 1).tolist() == [1, 2, 3]


@pytest.mark.parametrize("typed", ["1 2 3", "1\n2\n3", "[1, 2, 3]", "[[1], [2], [3]]", "1,2,3", "(1, 2, 3)"])
def test_a_bias_may_be_a_row_or_a_column(typed):
    assert array(typed, 1).tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "it is empty"),
        ("[ ]", "it is empty"),
        ("1 2\n3", "row 1 has 2 numbers, but row 2 has 1"),
        ("1 two", "“two” is not a number"),
        ("1 nan", "nan is no weight"),
        ("1e9", "1e9 is no weight"),
        ("[1, 2", "a bracket is open"),
        ("1 " * 60_000, "characters"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(typed, says):
    with pytest.raises(ValueError, match=says):
        array(typed, 2)


def test_a_bias_of_several_rows_is_refused():
    with pytest.raises(ValueError, match="a bias is one row"):
        array("1 2\n3 4", 1)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32))
def test_what_is_shown_can_be_pasted_back(rows, columns, seed):
    block = np.random.default_rng(seed).normal(size=(rows, columns))
    assert np.array_equal(array(text(block), 2), block), "no digit is lost"


@given(st.text(max_size=60))
def test_nothing_typed_ends_in_anything_but_numbers_or_a_sentence(typed):
    for dimensions in (1, 2):
        with contextlib.suppress(ValueError):
            assert array(typed, dimensions).ndim == dimensions


@pytest.mark.parametrize("kind", ["npz", "safetensors", "csv", "txt"])
@pytest.mark.parametrize("layout", EVERY, ids=lambda one: one.name)
def test_files_come_back_as_they_were_written(layout, kind):
    blocks = example(layout, 2, 3)
    again = read(f"net.{kind}", write(blocks, kind), layout)
    assert again.keys() == blocks.keys()
    assert all(np.array_equal(again[name], block) for name, block in blocks.items())


def test_a_file_of_a_whole_torch_layer_is_read():
    layer, page = torch.nn.LSTM(2, 3), io.BytesIO()
    np.savez(page, **{f"rnn.{name}": tensor.numpy() for name, tensor in layer.state_dict().items()})
    found = read("net.npz", page.getvalue(), LSTM[1])
    np.testing.assert_allclose(found["weight_hh"], layer.weight_hh_l0.detach().numpy())


LAYER = {
    "weight_ih": np.full((8, 2), 0.5),
    "weight_hh": np.full((8, 2), 0.25),
    "bias_ih": np.full(8, 0.1),
    "bias_hh": np.full(8, 0.2),
}


def saved(**arrays):
    page = io.BytesIO()
    np.savez_compressed(page, **arrays)
    return page.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("net.pt", b"", ".npz, .safetensors, .csv and .txt are read"),
        ("net.npz", b"nothing", "no .npz file"),
        ("net.safetensors", b"nothing", "no .safetensors file"),
        ("net.csv", b"\x01\x00\x02", "save it as UTF-8"),
        ("net.pt", b"", "could run code"),
        ("net.csv", b"1,2", "A name such as weight_ih"),
        ("net.csv", b"weight_ih\n1,a", "In weight_ih, “a” is not a number"),
        ("net.npz", b"x" * (LARGEST_FILE + 1), "kB are read here"),
        ("net.npz", saved(big=np.zeros(10**6)), "Unpacked, this file has 8 MB"),
        ("net.npz", saved(kernel=np.zeros(2)), "in this file there is kernel"),
        ("net.npz", saved(**LAYER | {"weight_ih": np.array(["a"])}), "weight_ih holds no plain numbers"),
        ("net.npz", saved(**LAYER | {"weight_ih": np.ones((8, 2), bool)}), "weight_ih holds no plain numbers"),
        ("net.npz", saved(**LAYER | {"weight_ih": np.ones((8, 2), complex)}), "weight_ih holds no plain numbers"),
        ("net.npz", saved(**LAYER | {"weight_ih": np.zeros((8, 0))}), "weight_ih is empty: its shape is 8 × 0"),
        ("net.npz", saved(**LAYER | {"weight_ih": np.zeros((1, 8, 2))}), "3 dimensions .1 × 8 × 2., but 2 are needed"),
        ("net.npz", saved(**LAYER | {"bias_ih": np.zeros((2, 8))}), "bias_ih has 2 dimensions"),
        ("net.npz", saved(**LAYER | {"weight_hr": np.zeros((1, 2))}), "projection .weight_hr."),
        (
            "net.npz",
            saved(**{f"{name}_l{k}": block for k in (0, 1) for name, block in LAYER.items()}),
            "2 layers: layer 0",
        ),
        (
            "net.npz",
            saved(**{f"{name}_l0{back}": block for back in ("", "_reverse") for name, block in LAYER.items()}),
            "layer 0, backward",
        ),
        (
            "net.npz",
            saved(**{f"{gate}/kernel": np.zeros((2, 2)) for gate in ("if", "ii", "ig", "io", "hf")}),
            "as Flax",
        ),
        ("net.txt", b"weight_ih\n9\nweight_ih\n1", "weight_ih twice"),
        ("net.npz", saved(weight_ih=np.array([{}], dtype=object)), "no .npz file of plain numbers"),
        ("net.npz", saved(**{"a.weight_ih": np.zeros(1), "b.weight_ih": np.zeros(1)}), "twice"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(name, data, says):
    with pytest.raises(ValueError, match=says):
        read(name, data, LSTM[1])


def test_infinite_numbers_in_a_file_are_refused():
    blocks = {**example(LSTM[1], 1, 1), "bias_ih": np.full(4, np.inf)}
    with pytest.raises(ValueError, match="bias_ih holds something that is no usual number"):
        read("net.npz", write(blocks, "npz"), LSTM[1])


def as_text(encoding="utf-8", between="\n"):
    return "\n".join(f"{name}{between}{block.tolist()}" for name, block in LAYER.items()).encode(encoding)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("net.npz", saved(**{f"rnn.{name}_l1": block for name, block in LAYER.items()})),
        ("net.npz", saved(**LAYER | {"bias_ih": LAYER["bias_ih"][None], "bias_hh": LAYER["bias_hh"][:, None]})),
        ("net.npz", saved(**LAYER | {"head.weight": np.zeros((3, 2))})),
        ("net.txt", as_text()),
        ("net.txt", as_text("utf-16")),
        ("net.txt", as_text("utf-8-sig")),
        ("net.txt", as_text(between=" = ")),
        ("net.txt", as_text(between=": ")),
        (
            "net.txt",
            b"OrderedDict({"
            + as_text(between="': tensor(")
            .replace(b"weight", b"'weight")
            .replace(b"bias", b"'bias")
            .replace(b"]\n'", b"]),\n'")
            + b")})",
        ),
    ],
)
def test_one_layer_is_read_wherever_it_is_kept(name, data):
    found = read(name, data, LSTM[1])
    assert all(np.array_equal(found[name], block) for name, block in LAYER.items())


def test_of_several_layers_the_chosen_one_is_read_and_the_others_are_named():
    data = saved(**{f"{name}_l{k}": block + k for k in (0, 1) for name, block in LAYER.items()})
    with pytest.raises(SeveralLayersError) as several:
        contents("net.npz", data, LSTM[1])
    assert several.value.layers == ("layer 0", "layer 1")
    found = contents("net.npz", data, LSTM[1], "layer 1")
    assert np.array_equal(found.blocks["weight_hh"], LAYER["weight_hh"] + 1)
    assert "weight_ih_l0" in found.notes[0]


@pytest.mark.parametrize("layout", EVERY, ids=lambda one: one.name)
def test_a_layer_without_biases_is_read_with_zeros_and_says_so(layout):
    blocks = example(layout, 3, 2)
    found = contents("net.npz", saved(**{name: block for name, block in blocks.items() if name[0] != "b"}), layout)
    assert found.blocks.keys() == blocks.keys()
    for name, block in found.blocks.items():
        assert np.array_equal(block, np.zeros_like(blocks[name]) if name[0] == "b" else blocks[name])
    assert "read as zeros" in found.notes[0]


@pytest.mark.parametrize("kind", [torch.bfloat16, torch.float16, torch.float32, torch.float64, torch.int8])
def test_every_number_format_of_torch_is_read_from_safetensors(kind):
    from safetensors.torch import save

    tensors = {name: torch.tensor(np.round(block * 8)).to(kind) for name, block in LAYER.items()}
    found = read("net.safetensors", save(tensors), LSTM[1])
    assert all(np.array_equal(found[name], tensor.double().numpy()) for name, tensor in tensors.items())


def test_a_number_format_that_is_not_read_is_refused():
    from safetensors.torch import save

    tensors = {name: torch.tensor(block).to(torch.float8_e4m3fn) for name, block in LAYER.items()}
    with pytest.raises(ValueError, match="weight_ih holds no plain numbers"):
        read("net.safetensors", save(tensors), LSTM[1])


@given(st.binary(max_size=300), st.sampled_from(["npz", "safetensors", "csv", "txt"]))
def test_no_file_ends_in_anything_but_blocks_or_a_sentence(data, kind):
    with contextlib.suppress(ValueError):
        assert read(f"net.{kind}", data, LSTM[1])


@given(st.text("0123456789.,;-+eE[](){}\n\t |_=:abnsor*×…"))
def test_signs_of_matrices_in_any_order_end_in_numbers_or_a_sentence(typed):
    for dimensions in (1, 2):
        with contextlib.suppress(ValueError):
            assert array(typed, dimensions).ndim == dimensions
