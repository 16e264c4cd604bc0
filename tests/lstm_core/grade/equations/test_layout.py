"""Whatever only says how equations look, around or inside them, does not change what is read."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.equations import read_plain
from lstm_core.grade.equations.layout import without_layout
from tests.lstm_core.grade.equations.alike import pairing

REST = """
i_t = σ(W_i [h_{t-1}, x_t] + b_i); C~_t = tanh(W_C [h_{t-1}, x_t] + b_C); C_t = f_t * C_{t-1} + i_t * C~_t
o_t = σ(W_o [h_{t-1}, x_t] + b_o); h_t = o_t * tanh(C_t)"""
LINES = [
    r"f_t &= \sigma\left(W_f \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} + b_f\right) \\",
    "f_t &= \\sigma\\Big(W_f\n\\begin{pmatrix}\nh_{t-1} \\\\\nx_t\n\\end{pmatrix}\n+ b_f\\Big)",
    r"f_t = \sigma(W_f \left[\begin{array}{c} h_{t-1} \\[1mm] x_t \end{array}\right] + b_f)",
    r"f_t = \sigma(W_f \begin{smallmatrix} h_{t-1} \\ x_t \end{smallmatrix} + b_f)",
    r"{\bf f}_t = \sigma({\bf W}_f [{\bf h}_{t-1}, {\bf x}_t] + {\bf b}_f)",
    r"{\mathbf{f}}_{t} = {\rm sigmoid}({\bm W}_f [{\bm h}_{t-1}, {\bm x}_{t}] + {\bm b}_f)",
    r"\pmb{f}_t = \operatorname{\sigma}(\mathbb{W}_f [\symbf{h}_{t-1}, \mathsf{x}_t] + \mathfrak{b}_f)",
    r"\boldsymbol{\mathrm{f}}_t = \mathop{\mathrm{sigmoid}}\nolimits(W_f [h_{t-1}, x_t] + b_f)",
    r"f_{t} = \sigma\Biggl(W_{f}\,\bigl[h_{t{-}1},\;x_{t}\bigr] + b_{f}\Biggr)",
    r"{\displaystyle f_{t}=\sigma _{g}(W_{f}[h_{t-1},x_{t}]+b_{f})}",
    r"f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) && \text{forget gate} \\",
    r"f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) & \text{(forget)} \\[0.3cm]",
    r"f_t = \sigma(W_f [h_{t-1}, x_t] + b_f) \qquad \text{what is kept of the memory} \tag{1}",
    "f_t = σ(W_f [h_{t-1}, x_t] + b_f)   (forget gate)",
    "f_t = σ(W_f [h_{t-1}, x_t] + b_f)    (3.1)",
    r"f_t = \underbrace{\sigma}_{\text{squashes it}}(\underbrace{W_f [h_{t-1}, x_t]}_{weights} + b_f)",
    r"\textcolor{red}{f_t} = \color{blue}\sigma(\boxed{W_f [h_{t-1}, x_t]} + \phantom{xx} b_f) \hspace{1em}",
    r"f_t \hspace{1mm} = \hskip \sigma(W_f [h_{t-1}, x_t] + b_f) \newline".replace(r"\hskip", ""),
    "```math\nf_t = σ(W_f [h_{t-1}, x_t] + b_f)\n```",
    "```latex\n\\[ f_t = \\sigma(W_f [h_{t-1}, x_t] + b_f) \\]\n```",
    "$$\nf_t = \\sigma(W_f [h_{t-1}, x_t] + b_f)\n$$",
    r"\( f_t = \sigma(W_f [h_{t-1}, x_t] + b_f) \)",
    "* **f_t** = `σ(W_f [h_{t-1}, x_t] + b_f)`".replace("`", ""),
    "- `f_t = σ(W_f [h_{t-1}, x_t] + b_f)`",
    "> f_t = σ(W_f [h_{t-1}, x_t] + b_f)",
    "f_t = σ(W_f [h_{t-1}, x_t] +\n  b_f).",
    "f_t = σ\u2061(W_f\u2062[h_{t-1}, x_t]\u200e + b_f)",
    "f_t = σ(W_f [h_{t-1}\u2063 x_t] \u2064 b_f)",
    "f\u00ad_t =\ufe0f σ(W_f\u2060 [h_{t-1}, x_t] + b_f)\u200b",
    "v_t = [h_{t-1}, x_t]; f_t = σ(W_f v_t + b_f)",
    r"v_t = \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} \\ f_t = \sigma(W_f \cdot v_t + b_f)",
    "f_t = torch.sigmoid(self.W_f @ torch.cat([h_prev, x], dim=1) + self.b_f)",
    "f_t = expit(np.dot(W_f, np.concatenate((h_prev, x_t), axis=0)) + b_f)  # the forget gate",
    "f_t = tf.sigmoid(tf.matmul(W_f, tf.concat([h_prev, x_t], axis=-1)) + b_f)",
    "f_t = sigmoid(W_f.dot(np.vstack((h_prev, x_t))) + b_f)",
    "f_t = np.add(np.dot(W_f.T, np.hstack([h_prev, x])), b_f); f_t = sigmoid(f_t)".replace(
        "f_t = np.add", "a = np.add"
    ).replace("sigmoid(f_t)", "sigmoid(a)"),
]
WHOLE = [
    (
        "LSTM",
        r"""\begin{alignat}{2}
        f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) && \quad \text{(forget gate)} \\
        i_t &= \sigma(W_i [h_{t-1}, x_t] + b_i) && \quad \text{(input gate)} \\
        \tilde{C}_t &= \tanh(W_C [h_{t-1}, x_t] + b_C) \\
        C_t &= f_t \bigodot C_{t-1} + i_t \bigodot \tilde{C}_t, \label{eq:c} \\
        o_t &= \sigma(W_o [h_{t-1}, x_t] + b_o), \nonumber \\
        h_t &= o_t \bigodot \tanh(C_t).
        \end{alignat}""",
    ),
    (
        "LSTM",
        "f = σ(Wf [h,x]); i = σ(Wi [h,x]); g = tanh(Wg [h,x]); o = σ(Wo [h,x]); c' = f.*c + i.*g; h' = o.*tanh(c')",
    ),
    ("LSTM", "f = σ(Wf [h,x]); i = σ(Wi [h,x]); g = tanh(Wg [h,x]); o = σ(Wo [h,x]); c' = f○c + i○g; h' = o○tanh(c')"),
    ("GRU", "z=σ(Wz[h,x]); r=σ(Wr[h,x]); n=tanh(W[r*h,x]); h'=(1.0 - z)*h + z*n"),
    ("GRU", r"z=σ(Wz[h,x]); r=σ(Wr[h,x]); n=tanh(W[r*h,x]); h'=(\mathbf{1} - z)*h + z*n"),
    ("GRU", "z=σ(Wz[h,x]); r=σ(Wr[h,x]); n=tanh(W[r*h,x]); h'=(𝟙 - z)*h + z*n"),
    ("GRU", "z=σ(Wz[h,x]); r=σ(Wr[h,x]); n=tanh(W[r*h,x]); h'=np.multiply(np.subtract(1., z), h) + np.multiply(z, n)"),
    ("Elman", "h = np.tanh(np.dot(W_x, x) + np.dot(U_h, h_prev) + b_h)"),
    ("Elman", "import numpy as np\nh_new = np.tanh(W_xh @ x + W_hh @ h_old + b_h)\nreturn h_new"),
]


@pytest.mark.parametrize("line", LINES)
def test_looks_and_code_around_a_line_do_not_change_it(line):
    cell = read_plain("t", line + REST)
    assert pairing(cell, CELLS["LSTM"])
    assert {"f", "i", "g", "o"} <= {node.name for node in cell.nodes}


@pytest.mark.parametrize(("name", "text"), WHOLE)
def test_a_whole_page_is_read_whatever_it_is_wrapped_in(name, text):
    assert pairing(read_plain("t", text), CELLS[name])


def test_lines_are_counted_past_a_matrix_that_runs_over_several():
    with pytest.raises(ValueError, match="line 6, h_t: q_t is used"):
        read_plain("t", "f_t = σ(W_f \\begin{bmatrix}\nh_{t-1} \\\\\nx_t\n\\end{bmatrix})\n\nh_t = q_t f_t")


def test_indices_and_accents_keep_their_braces():
    assert without_layout(r"\tilde{C}_{t} = h_{t-1}^{\text{new}}").split() == [r"\tilde{C}_{t}", "=", "h_{t-1}^{new}"]
