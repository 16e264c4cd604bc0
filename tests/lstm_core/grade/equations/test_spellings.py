"""However a student spells the right equations, they are read as the right cell."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.equations import read_plain
from tests.lstm_core.grade.equations.alike import pairing

REST = """
i_t = σ(W_i [h_{t-1}, x_t] + b_i); C~_t = tanh(W_C [h_{t-1}, x_t] + b_C); C_t = f_t * C_{t-1} + i_t * C~_t
o_t = σ(W_o [h_{t-1}, x_t] + b_o); h_t = o_t * tanh(C_t)"""
FORGET = [
    "f_t = σ(W_f·[h_{t-1}, x_t] + b_f)",
    "f = sigmoid(W_f x_t + U_f h_{t-1} + b_f)",
    r"f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf})",
    r"$$f_{t}=\sigma\left(\mathbf{W}_{f}\cdot\left[\mathbf{h}_{t-1},\mathbf{x}_{t}\right]+\mathbf{b}_{f}\right)$$",
    r"\mathbf{F}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xf} + \mathbf{H}_{t-1} \mathbf{W}_{hf} + \mathbf{b}_f),\\",
    "f_t = σ_g(W_f x_t + U_f h_{t−1} + b_f)",
    "f^{<t>} = σ(W_f [h^{<t-1>}, x^{<t>}] + b_f)",
    "fₜ = σ(W_f·[hₜ₋₁, xₜ] + b_f)",
    "ft = σ(Wf·[ht-1, xt] + bf)",
    "f(t) = σ(W_f·[h(t-1), x(t)])",
    "f[t] = σ(W_f @ [h[t-1], x[t]] + b_f)",
    "forget gate: f_t = σ( Wf * concat(h_prev, x) + bf )",
    "f_t = sigmoid(W_fx_t + U_fh_{t-1} + b_f)",
    "f_t = σ(Wx_t + Uh_{t-1} + b)",
    "f_t = sigmoid(Wx + Uh + b)",
    "f_t = sigmoid(W_xf * x + W_hf * h + b_f)",
    "f_t = σ((W_xf x_t + b_xf) + (W_hf h_old + b_hf))",
    "f_t = σ(b_f + U_f h_t-1 + W_f x_t)",
    "f_t = σ(W_f^T [h_{t-1}; x_t] + b_f)",
    "f_t = σ(W_f . (h_{t-1}, x_t) + b_f)",
    "f_t = σ(W_f [h_{t-1} x_t] + b_f)",
    "a_f = W_f [h_{t-1}, x_t] + b_f\nf_t = σ(a_f)",
    "1. f_t = σ(W_f·[h_{t-1}, x_t] + b_f).   # how much to keep",
    "f_t = σ(W_f [h_{t-1}, x_t]\n    + b_f)",
    "  f_t=logistic( W_f [ h , x ]+b_f )  ",
]
GATES = "f = σ(Wf [h,x] + bf); i = σ(Wi [h,x] + bi); g = tanh(Wg [h,x] + bg); o = σ(Wo [h,x] + bo); "
WHOLE = [
    ("LSTM", GATES + "c' = f c + i g; h' = o tanh c'; y = softmax(W_hy h' + b_y)"),
    ("LSTM", GATES + "c' = fc + ig; h' = o tanh(c')"),
    ("LSTM", GATES + "c_new = f ⊙ c_old + i ⊙ g; h_new = o ⊙ tanh(c_new)"),
    ("LSTM", GATES.replace("g =", "C'_t =") + "C_t = f_t C_t-1 + i_t C'_t; h_t = o_t Tanh(C_t)"),
    ("LSTM", GATES + "c_neu = f ∘ c_alt + i ∘ g; h_neu = o ∘ tanh(c_neu)"),
    ("LSTM", GATES + "C = f × C_{t-1} + i × g; h = o × tanh(C)"),
    ("LSTM", GATES + r"c_t = f_tc_{t-1} + i_tg_t \\ h_t = o_t\tanh(c_t)"),
    (
        "LSTM",
        GATES.replace("h", "h_t").replace("tanh_t", "tanh") + "C_{t+1} = f_t C_t + i_t g_t; h_{t+1} = o tanh C_{t+1}",
    ),
    (
        "LSTM",
        "ft=σ(Wf[ht−1,xt]+bf)\nit=σ(Wi[ht−1,xt]+bi)\nC̃t=tanh(WC[ht−1,xt]+bC)\nCt=ft⊙Ct−1+it⊙C̃t\n"
        "ot=σ(Wo[ht−1,xt]+bo)\nht=ot⊙tanh(Ct)",
    ),
    (
        "LSTM",
        r"\Gamma_f = \sigma(W_f[a^{<t-1>}, x^{<t>}] + b_f)\\ \Gamma_u = \sigma(W_u[a^{<t-1>}, x^{<t>}] + b_u)"
        r"\\ \tilde{c}^{<t>} = \tanh(W_c[a^{<t-1>}, x^{<t>}] + b_c) \\ \Gamma_o = \sigma(W_o[a^{<t-1>}, x^{<t>}] + b_o)"
        r"\\ c^{<t>} = \Gamma_u * \tilde{c}^{<t>} + \Gamma_f * c^{<t-1>} \\ a^{<t>} = \Gamma_o * \tanh(c^{<t>})",
    ),
    (
        "LSTM",
        r"\begin{align} f_t &= \sigma_g(W_{f} x_t + U_{f} h_{t-1} + b_f) \\ i_t &= \sigma_g(W_{i} x_t + U_{i} h_{t-1})"
        r"\\ o_t &= \sigma_g(W_{o} x_t + U_{o} h_{t-1} + b_o) \\ \tilde{c}_t &= \sigma_c(W_{c} x_t + U_{c} h_{t-1})"
        r"\\ c_t &= f_t \odot c_{t-1} + i_t \odot \tilde{c}_t \\ h_t &= o_t \odot \sigma_h(c_t) \end{align}",
    ),
    ("Elman", "h_t = tanh(W x_t + U h_{t-1} + b)"),
    ("Elman", "h = tanh(Wx + Uh + b)"),
    ("Elman", "h_t = tanh(W_ih*x_t + b_ih + W_hh*h_(t-1) + b_hh)"),
    ("Elman", "h(t) := tanh(W^{xh} x(t) + W^{hh} h(t - 1))"),
    ("Elman", "H_t = tanh(X_t W_xh + H_{t-1} W_hh + b_h)"),
    ("Elman", "h_t = tanh(W_hh h_{t-1} + W_xh x_t + b_h); y_t = σ(W_hy h_t + b_y)"),
    ("Elman", "s_t = tanh(U x_t + W s_{t-1}); o_t = softmax(V s_t)"),
    ("Elman", "h_t = φ(W_xh x_t + W_hh h_{t-1} + b_h)"),
    ("Elman", "a^{<t>} = tanh(W_aa a^{<t-1>} + W_ax x^{<t>} + b_a); ŷ^{<t>} = σ(W_ya a^{<t>} + b_y)"),
    ("GRU", "zt=σ(Wz[ht−1,xt]);rt=σ(Wr[ht−1,xt]);h~t=tanh(W[rt∗ht−1,xt]);ht=(1−zt)∗ht−1+zt∗h~t"),
    ("GRU", "z=σ(Wz[h,x]); r=σ(Wr[h,x]); n=tanh(W[rh,x]); h'=(1-z)h+zn"),
    (
        "GRU",
        r"u_t = \sigma(W_u x_t + U_u h_{t-1}); r_t = \sigma(W_r x_t + U_r h_{t-1});"
        r"\hat{h}_t = \phi_h(W x_t + U (r_t \odot h_{t-1}) + b_h); h_t = (1-u_t) \odot h_{t-1} + u_t \odot \hat{h}_t",
    ),
    (
        "GRU (PyTorch)",
        "r = σ(W_ir x + b_ir + W_hr h + b_hr)\nz = σ(W_iz x + b_iz + W_hz h + b_hz)\n"
        "n = tanh(W_in x + b_in + r * (W_hn h + b_hn))\nh' = (1 - z) * n + z * h",
    ),
    (
        "Peephole LSTM",
        "f_t = σ(W_f [h_{t-1}, x_t] + p_f ⊙ c_{t-1}); i_t = σ(W_i [C_{t-1}, h_{t-1}, x_t]); g_t = tanh(W_g [h, x])"
        "\nC_t = f_t*C_{t-1} + i_t*g_t; o_t = σ(W_o x_t + U_o h_{t-1} + V_o * C_t + b_o); h_t = o_t * tanh(C_t)",
    ),
]


@pytest.mark.parametrize("line", FORGET)
def test_a_gate_may_be_spelled_in_many_ways(line):
    cell = read_plain("t", line + REST)
    assert pairing(cell, CELLS["LSTM"])
    assert {"x", "h", "c", "f", "i", "g", "o", "kept", "written", "shown", "c_next", "h_next"} <= {
        n.name for n in cell.nodes
    }


@pytest.mark.parametrize(("name", "text"), WHOLE)
def test_a_whole_cell_may_be_spelled_in_many_ways(name, text):
    assert pairing(read_plain("t", text), CELLS[name])
