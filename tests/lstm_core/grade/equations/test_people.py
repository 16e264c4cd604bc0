"""The equations of well-known sources, in their own letters: whoever learnt from one of them is marked right."""

# ruff: noqa: E501  the lines are as long as their authors wrote them

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import compare
from lstm_core.grade.equations import read_plain

PEOPLE = [  # who, which cell, and how they write it
    (
        "Olah's blog",
        "LSTM",
        r"""f_t = \sigma(W_f\cdot[h_{t-1}, x_t] + b_f)
i_t = \sigma(W_i\cdot[h_{t-1}, x_t] + b_i)
\tilde{C}_t = \tanh(W_C\cdot[h_{t-1}, x_t] + b_C)
C_t = f_t * C_{t-1} + i_t * \tilde{C}_t
o_t = \sigma(W_o [h_{t-1}, x_t] + b_o)
h_t = o_t * \tanh(C_t)""",
    ),
    (
        "PyTorch's documentation",
        "LSTM",
        r"""\begin{array}{ll} \\
i_t = \sigma(W_{ii} x_t + b_{ii} + W_{hi} h_{t-1} + b_{hi}) \\
f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}) \\
g_t = \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg}) \\
o_t = \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho}) \\
c_t = f_t \odot c_{t-1} + i_t \odot g_t \\
h_t = o_t \odot \tanh(c_t) \\
\end{array}""",
    ),
    (
        "Keras' code",
        "LSTM",
        """i = sigmoid(dot(x, W_i) + dot(h_tm1, U_i) + b_i)
f = sigmoid(dot(x, W_f) + dot(h_tm1, U_f) + b_f)
c = f * c_tm1 + i * tanh(dot(x, W_c) + dot(h_tm1, U_c) + b_c)
o = sigmoid(dot(x, W_o) + dot(h_tm1, U_o) + b_o)
h = o * tanh(c)""",
    ),
    (
        "Wikipedia",
        "LSTM",
        r"""{\begin{aligned}f_{t}&=\sigma _{g}(W_{f}x_{t}+U_{f}h_{t-1}+b_{f})\\i_{t}&=\sigma _{g}(W_{i}x_{t}+U_{i}h_{t-1}+b_{i})\\o_{t}&=\sigma _{g}(W_{o}x_{t}+U_{o}h_{t-1}+b_{o})\\{\tilde {c}}_{t}&=\sigma _{c}(W_{c}x_{t}+U_{c}h_{t-1}+b_{c})\\c_{t}&=f_{t}\odot c_{t-1}+i_{t}\odot {\tilde {c}}_{t}\\h_{t}&=o_{t}\odot \sigma _{h}(c_{t})\end{aligned}}""",
    ),
    (
        "Dive into Deep Learning",
        "LSTM",
        r"""\begin{split}\begin{aligned}
\mathbf{I}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xi}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hi}} + \mathbf{b}_\textrm{i}),\\
\mathbf{F}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xf}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hf}} + \mathbf{b}_\textrm{f}),\\
\mathbf{O}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xo}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{ho}} + \mathbf{b}_\textrm{o}),
\end{aligned}\end{split}
\tilde{\mathbf{C}}_t = \textrm{tanh}(\mathbf{X}_t \mathbf{W}_{\textrm{xc}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hc}} + \mathbf{b}_\textrm{c}),
\mathbf{C}_t = \mathbf{F}_t \odot \mathbf{C}_{t-1} + \mathbf{I}_t \odot \tilde{\mathbf{C}}_t.
\mathbf{H}_t = \mathbf{O}_t \odot \tanh(\mathbf{C}_t).""",
    ),
    (
        "Stanford CS224n",
        "LSTM",
        r"""\boldsymbol{f}^{(t)} = \sigma\left(\boldsymbol{W}_f \boldsymbol{h}^{(t-1)} + \boldsymbol{U}_f \boldsymbol{x}^{(t)} + \boldsymbol{b}_f\right)
\boldsymbol{i}^{(t)} = \sigma\left(\boldsymbol{W}_i \boldsymbol{h}^{(t-1)} + \boldsymbol{U}_i \boldsymbol{x}^{(t)} + \boldsymbol{b}_i\right)
\boldsymbol{o}^{(t)} = \sigma\left(\boldsymbol{W}_o \boldsymbol{h}^{(t-1)} + \boldsymbol{U}_o \boldsymbol{x}^{(t)} + \boldsymbol{b}_o\right)
\tilde{\boldsymbol{c}}^{(t)} = \tanh\left(\boldsymbol{W}_c \boldsymbol{h}^{(t-1)} + \boldsymbol{U}_c \boldsymbol{x}^{(t)} + \boldsymbol{b}_c\right)
\boldsymbol{c}^{(t)} = \boldsymbol{f}^{(t)} \circ \boldsymbol{c}^{(t-1)} + \boldsymbol{i}^{(t)} \circ \tilde{\boldsymbol{c}}^{(t)}
\boldsymbol{h}^{(t)} = \boldsymbol{o}^{(t)} \circ \tanh \boldsymbol{c}^{(t)}""",
    ),
    (
        "Goodfellow's book, chapter 10",
        "LSTM",
        r"""f^{(t)} = \sigma(b^f + U^f x^{(t)} + W^f h^{(t-1)})
s^{(t)} = f^{(t)} s^{(t-1)} + g^{(t)} \tanh(b + U x^{(t)} + W h^{(t-1)})
g^{(t)} = \sigma(b^g + U^g x^{(t)} + W^g h^{(t-1)})
h^{(t)} = \tanh(s^{(t)}) q^{(t)}
q^{(t)} = \sigma(b^o + U^o x^{(t)} + W^o h^{(t-1)})""",
    ),
    (
        "FAU Erlangen",
        "LSTM",
        r"""\mathbf{f}_t = \sigma(\mathbf{W}_{hf} \mathbf{h}_{t-1} + \mathbf{W}_{xf} \mathbf{x}_t + \mathbf{b}_f)
\mathbf{i}_t = \sigma(\mathbf{W}_{hi} \mathbf{h}_{t-1} + \mathbf{W}_{xi} \mathbf{x}_t + \mathbf{b}_i)
\tilde{\mathbf{C}}_t = \tanh(\mathbf{W}_{hc} \mathbf{h}_{t-1} + \mathbf{W}_{xc} \mathbf{x}_t + \mathbf{b}_c)
\mathbf{C}_t = \mathbf{f}_t \odot \mathbf{C}_{t-1} + \mathbf{i}_t \odot \tilde{\mathbf{C}}_t
\mathbf{o}_t = \sigma(\mathbf{W}_{ho} \mathbf{h}_{t-1} + \mathbf{W}_{xo} \mathbf{x}_t + \mathbf{b}_o)
\mathbf{h}_t = \mathbf{o}_t \odot \tanh(\mathbf{C}_t)""",
    ),
    (
        "Ng's course",
        "LSTM",
        r"""\tilde{c}^{<t>} = \tanh(W_c[a^{<t-1>}, x^{<t>}] + b_c)
\Gamma_u = \sigma(W_u[a^{<t-1>}, x^{<t>}] + b_u)
\Gamma_f = \sigma(W_f[a^{<t-1>}, x^{<t>}] + b_f)
\Gamma_o = \sigma(W_o[a^{<t-1>}, x^{<t>}] + b_o)
c^{<t>} = \Gamma_u * \tilde{c}^{<t>} + \Gamma_f * c^{<t-1>}
a^{<t>} = \Gamma_o * \tanh c^{<t>}""",
    ),
    (
        "Stanford CS231n",
        "LSTM",
        """i = sigmoid(W_hi h_{t-1} + W_xi x_t + b_i)
f = sigmoid(W_hf h_{t-1} + W_xf x_t + b_f)
o = sigmoid(W_ho h_{t-1} + W_xo x_t + b_o)
g = tanh(W_hg h_{t-1} + W_xg x_t + b_g)
c_t = f ⊙ c_{t-1} + i ⊙ g
h_t = o ⊙ tanh(c_t)""",
    ),
    (
        "Zaremba 2014",
        "LSTM",
        r"""i = \text{sigm}(W_{xi} x_t + W_{hi} h_{t-1} + b_i)
f = \text{sigm}(W_{xf} x_t + W_{hf} h_{t-1} + b_f)
o = \text{sigm}(W_{xo} x_t + W_{ho} h_{t-1} + b_o)
g = \tanh(W_{xg} x_t + W_{hg} h_{t-1} + b_g)
c_t = f \odot c_{t-1} + i \odot g
h_t = o \odot \tanh(c_t)""",
    ),
    (
        "Greff 2017, without peepholes",
        "LSTM",
        r"""z^t = \tanh(W_z x^t + R_z y^{t-1} + b_z)
i^t = \sigma(W_i x^t + R_i y^{t-1} + b_i)
f^t = \sigma(W_f x^t + R_f y^{t-1} + b_f)
c^t = z^t \odot i^t + c^{t-1} \odot f^t
o^t = \sigma(W_o x^t + R_o y^{t-1} + b_o)
y^t = \tanh(c^t) \odot o^t""",
    ),
    (
        "Tai 2015",
        "LSTM",
        r"""i_t &= \sigma\left(W^{(i)}x_t + U^{(i)}h_{t-1} + b^{(i)}\right), \\
f_t &= \sigma\left(W^{(f)}x_t + U^{(f)}h_{t-1} + b^{(f)}\right), \\
o_t &= \sigma\left(W^{(o)}x_t + U^{(o)}h_{t-1} + b^{(o)}\right), \\
u_t &= \tanh\left(W^{(u)}x_t + U^{(u)}h_{t-1} + b^{(u)}\right), \\
c_t &= i_t\odot u_t + f_t\odot c_{t-1}, \\
h_t &= o_t\odot \tanh(c_t)""",
    ),
    (
        "NumPy, as in the exercise of Ng's course",
        "LSTM",
        """concat = np.concatenate((a_prev, xt), axis=0)
ft = sigmoid(np.dot(Wf, concat) + bf)
it = sigmoid(np.dot(Wi, concat) + bi)
cct = np.tanh(np.dot(Wc, concat) + bc)
c_next = ft * c_prev + it * cct
ot = sigmoid(np.dot(Wo, concat) + bo)
a_next = ot * np.tanh(c_next)""",
    ),
    (
        "MATLAB",
        "LSTM",
        """f = sigmoid(Wf*x + Rf*h_prev + bf);
i = sigmoid(Wi*x + Ri*h_prev + bi);
g = tanh(Wg*x + Rg*h_prev + bg);
o = sigmoid(Wo*x + Ro*h_prev + bo);
c = f.*c_prev + i.*g;
h = o.*tanh(c);""",
    ),
    (
        "Julia",
        "LSTM",
        """f = σ.(Wf * x .+ Uf * h_prev .+ bf)
i = σ.(Wi * x .+ Ui * h_prev .+ bi)
g = tanh.(Wg * x .+ Ug * h_prev .+ bg)
o = σ.(Wo * x .+ Uo * h_prev .+ bo)
c = f .* c_prev .+ i .* g
h = o .* tanh.(c)""",
    ),
    (
        "a German textbook",
        "LSTM",
        """Vergessensgatter: f(t) = σ(W_f x(t) + U_f h(t-1) + b_f)
Eingangsgatter: i(t) = σ(W_i x(t) + U_i h(t-1) + b_i)
Ausgangsgatter: o(t) = σ(W_o x(t) + U_o h(t-1) + b_o)
Kandidat: g(t) = tanh(W_g x(t) + U_g h(t-1) + b_g)
Zellzustand: c(t) = f(t) ∘ c(t-1) + i(t) ∘ g(t)
Ausgabe: h(t) = o(t) ∘ tanh(c(t))""",
    ),
    (
        "Jurafsky and Martin",
        "LSTM",
        r"""\mathbf{f}_t = \sigma(\mathbf{U}_f\mathbf{h}_{t-1} + \mathbf{W}_f\mathbf{x}_t)
\mathbf{k}_t = \mathbf{c}_{t-1} \odot \mathbf{f}_t
\mathbf{g}_t = \tanh(\mathbf{U}_g\mathbf{h}_{t-1} + \mathbf{W}_g\mathbf{x}_t)
\mathbf{i}_t = \sigma(\mathbf{U}_i\mathbf{h}_{t-1} + \mathbf{W}_i\mathbf{x}_t)
\mathbf{j}_t = \mathbf{g}_t \odot \mathbf{i}_t
\mathbf{c}_t = \mathbf{j}_t + \mathbf{k}_t
\mathbf{o}_t = \sigma(\mathbf{U}_o\mathbf{h}_{t-1} + \mathbf{W}_o\mathbf{x}_t)
\mathbf{h}_t = \mathbf{o}_t \odot \tanh(\mathbf{c}_t)""",
    ),
    (
        "Géron's book",
        "LSTM",
        r"""\mathbf{i}_{(t)} = \sigma({\mathbf{W}_{xi}}^\top \mathbf{x}_{(t)} + {\mathbf{W}_{hi}}^\top \mathbf{h}_{(t-1)} + \mathbf{b}_i)
\mathbf{f}_{(t)} = \sigma({\mathbf{W}_{xf}}^\top \mathbf{x}_{(t)} + {\mathbf{W}_{hf}}^\top \mathbf{h}_{(t-1)} + \mathbf{b}_f)
\mathbf{o}_{(t)} = \sigma({\mathbf{W}_{xo}}^\top \mathbf{x}_{(t)} + {\mathbf{W}_{ho}}^\top \mathbf{h}_{(t-1)} + \mathbf{b}_o)
\mathbf{g}_{(t)} = \tanh({\mathbf{W}_{xg}}^\top \mathbf{x}_{(t)} + {\mathbf{W}_{hg}}^\top \mathbf{h}_{(t-1)} + \mathbf{b}_g)
\mathbf{c}_{(t)} = \mathbf{f}_{(t)} \otimes \mathbf{c}_{(t-1)} + \mathbf{i}_{(t)} \otimes \mathbf{g}_{(t)}
\mathbf{y}_{(t)} = \mathbf{h}_{(t)} = \mathbf{o}_{(t)} \otimes \tanh(\mathbf{c}_{(t)})""",
    ),
    (
        "Chung 2014",
        "GRU",
        r"""h_t = (1 - z_t) h_{t-1} + z_t \tilde{h}_t
z_t = \sigma(W_z x_t + U_z h_{t-1})
\tilde{h}_t = \tanh(W x_t + U(r_t \odot h_{t-1}))
r_t = \sigma(W_r x_t + U_r h_{t-1})""",
    ),
    (
        "Olah's blog",
        "GRU",
        r"""z_t = \sigma(W_z \cdot [h_{t-1}, x_t])
r_t = \sigma(W_r \cdot [h_{t-1}, x_t])
\tilde{h}_t = \tanh(W \cdot [r_t * h_{t-1}, x_t])
h_t = (1 - z_t) * h_{t-1} + z_t * \tilde{h}_t""",
    ),
    (
        "Wikipedia",
        "GRU",
        r"""{\begin{aligned}z_{t}&=\sigma (W_{z}x_{t}+U_{z}h_{t-1}+b_{z})\\r_{t}&=\sigma (W_{r}x_{t}+U_{r}h_{t-1}+b_{r})\\{\hat {h}}_{t}&=\phi (W_{h}x_{t}+U_{h}(r_{t}\odot h_{t-1})+b_{h})\\h_{t}&=(1-z_{t})\odot h_{t-1}+z_{t}\odot {\hat {h}}_{t}\end{aligned}}""",
    ),
    (
        "Stanford CS224n",
        "GRU",
        r"""u^{(t)} = \sigma(W_u h^{(t-1)} + U_u x^{(t)} + b_u)
r^{(t)} = \sigma(W_r h^{(t-1)} + U_r x^{(t)} + b_r)
\tilde{h}^{(t)} = \tanh(W_h (r^{(t)} \circ h^{(t-1)}) + U_h x^{(t)} + b_h)
h^{(t)} = (1 - u^{(t)}) \circ h^{(t-1)} + u^{(t)} \circ \tilde{h}^{(t)}""",
    ),
    (
        "PyTorch's documentation",
        "GRU (PyTorch)",
        r"""\begin{array}{ll}
r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{(t-1)} + b_{hr}) \\
z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{(t-1)} + b_{hz}) \\
n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{(t-1)}+ b_{hn})) \\
h_t = (1 - z_t) \odot n_t + z_t \odot h_{(t-1)}
\end{array}""",
    ),
    (
        "PyTorch's documentation",
        "Elman",
        r"""h_t = \tanh(x_t W_{ih}^T + b_{ih} + h_{t-1}W_{hh}^T + b_{hh})""",
    ),
    (
        "Goodfellow's book, chapter 10",
        "Elman",
        r"""a^{(t)} = b + W h^{(t-1)} + U x^{(t)}
h^{(t)} = \tanh(a^{(t)})
o^{(t)} = c + V h^{(t)}
\hat{y}^{(t)} = \mathrm{softmax}(o^{(t)})""",
    ),
    (
        "Karpathy's code",
        "Elman",
        """self.h = np.tanh(np.dot(self.W_hh, self.h) + np.dot(self.W_xh, x))
y = np.dot(self.W_hy, self.h)""",
    ),
    (
        "Wikipedia",
        "Elman",
        r"""h_{t}&=\tanh(W_{h}x_{t}+U_{h}h_{t-1}+b_{h})\\y_{t}&=\sigma _{y}(W_{y}h_{t}+b_{y})""",
    ),
    (
        "Dive into Deep Learning",
        "Elman",
        r"""\mathbf{H}_t = \tanh(\mathbf{X}_t \mathbf{W}_{xh} + \mathbf{H}_{t-1} \mathbf{W}_{hh} + \mathbf{b}_h).""",
    ),
    (
        "Julia",
        "Elman",
        """h = tanh.(Wi * x .+ Wh * h_prev .+ b)""",
    ),
    (
        "Graves 2013",
        "Peephole LSTM",
        r"""i_t &= \sigma\left(W_{xi}x_t + W_{hi}h_{t-1} + W_{ci}c_{t-1} + b_i\right) \\
f_t &= \sigma\left(W_{xf}x_t + W_{hf}h_{t-1} + W_{cf}c_{t-1} + b_f\right) \\
c_t &= f_t c_{t-1} + i_t \tanh\left(W_{xc}x_t + W_{hc}h_{t-1} + b_c\right) \\
o_t &= \sigma\left(W_{xo}x_t + W_{ho}h_{t-1} + W_{co}c_t + b_o\right) \\
h_t &= o_t \tanh(c_t)""",
    ),
    (
        "Greff 2017",
        "Peephole LSTM",
        r"""\bar{z}^t = W_z x^t + R_z y^{t-1} + b_z
z^t = \tanh(\bar{z}^t)
\bar{i}^t = W_i x^t + R_i y^{t-1} + p_i \odot c^{t-1} + b_i
i^t = \sigma(\bar{i}^t)
\bar{f}^t = W_f x^t + R_f y^{t-1} + p_f \odot c^{t-1} + b_f
f^t = \sigma(\bar{f}^t)
c^t = z^t \odot i^t + c^{t-1} \odot f^t
\bar{o}^t = W_o x^t + R_o y^{t-1} + p_o \odot c^t + b_o
o^t = \sigma(\bar{o}^t)
y^t = \tanh(c^t) \odot o^t""",
    ),
    (
        "Shi 2015",
        "Peephole LSTM",
        r"""i_t = \sigma(W_{xi} x_t + W_{hi} h_{t-1} + W_{ci} \circ c_{t-1} + b_i)
f_t = \sigma(W_{xf} x_t + W_{hf} h_{t-1} + W_{cf} \circ c_{t-1} + b_f)
c_t = f_t \circ c_{t-1} + i_t \circ \tanh(W_{xc} x_t + W_{hc} h_{t-1} + b_c)
o_t = \sigma(W_{xo} x_t + W_{ho} h_{t-1} + W_{co} \circ c_t + b_o)
h_t = o_t \circ \tanh(c_t)""",
    ),
]


@pytest.mark.parametrize(("who", "cell", "text"), PEOPLE, ids=[f"{cell}: {who}" for who, cell, _ in PEOPLE])
def test_right_equations_in_twelve_peoples_letters_stay_right(who, cell, text):
    assert [remark.text for remark in compare(read_plain("Yours", text), CELLS[cell])] == []


def test_twelve_people_and_more_write_the_lstm():
    assert len({who for who, cell, _ in PEOPLE if cell == "LSTM"}) >= 12


def test_a_gate_called_g_is_free_only_where_the_candidate_has_no_letter():
    swapped = """f_t = σ(W_f [h_{t-1}, x_t] + b_f)
        g_t = σ(W_g [h_{t-1}, x_t] + b_g)
        i_t = tanh(W_i [h_{t-1}, x_t] + b_i)
        c_t = f_t ⊙ c_{t-1} + g_t ⊙ i_t
        o_t = σ(W_o [h_{t-1}, x_t] + b_o)
        h_t = o_t ⊙ tanh(c_t)"""
    assert compare(read_plain("Yours", swapped), CELLS["LSTM"])


def test_a_second_carried_letter_is_the_memory_only_if_it_is_made_from_its_own_old_value():
    fed_back = read_plain("Yours", "h_t = tanh(W x_t + U h_{t-1} + V y_{t-1}); y_t = tanh(R h_t)")
    kept = read_plain("Yours", "s_t = f_t s_{t-1} + h_{t-1}; f_t = σ(W x_t + U h_{t-1}); h_t = tanh(s_t)")
    assert set(fed_back.states) == {"h", "y"}
    assert set(kept.states) == {"h", "c"}
    weighed = read_plain(
        "Yours", "s_t = f_t s_{t-1} + h_{t-1}; f_t = σ(W x_t + U h_{t-1} + V s_{t-1}); h_t = tanh(s_t)"
    )
    assert weighed.parameters(2, 3) == 3 * (2 + 3 + 3) + 3


def test_a_weight_in_a_call_of_two_values_is_not_taken_apart():
    called = "f = sigmoid(np.dot(Wf, x) + np.dot(Uf, h_prev) + bf)\nh = f * h_prev"
    assert read_plain("Yours", called).parameters(2, 3) == 3 * (2 + 3) + 3


GREFF = next(text for who, _, text in PEOPLE if who.startswith("Greff"))


@pytest.mark.parametrize(
    "slip",
    [
        ("i^t = ", "i'= "),  # a third state, so y is none of the cell's outputs but one more state
        (" + c^{t-1}", "  ^{t-1}"),
    ],
)
def test_a_slip_in_equations_that_call_the_output_y_is_a_remark(slip):
    assert slip[0] in GREFF
    cell = read_plain("Yours", GREFF.replace(*slip))
    assert [remark.text for remark in compare(cell, CELLS["LSTM"])]
