"""The answers of every template against something that does not share our code: torch, loops, brute force, differences."""

import itertools
import math

import networkx
import numpy as np
import pytest
import torch
from torch import nn

from lstm_core.drills import DRILLS, Drill

SEEDS = range(120)


def drills(key: str, variant: str = "") -> list[Drill]:
    made = [DRILLS[key](seed) for seed in SEEDS]
    found = [drill for drill in made if drill.key == (f"{key} {variant}" if variant else key)]
    assert len(found) > 15, "there are too few to say that it is right"
    return found


def near(value: object, tolerance: float = 1e-9) -> object:
    return pytest.approx(value, abs=tolerance, rel=tolerance)


def filled(cell: nn.Module, **values: object) -> nn.Module:
    """A torch cell in float64 with these weights."""
    cell = cell.double()
    with torch.no_grad():
        for name, value in values.items():
            getattr(cell, name).copy_(torch.tensor(value, dtype=torch.float64).reshape(getattr(cell, name).shape))
    return cell


def row(value: float) -> torch.Tensor:
    return torch.tensor([[value]], dtype=torch.float64)


def test_n01_is_what_torchs_lstm_computes():
    for drill in drills("N01"):
        n, stacked = drill.given, lambda letter: [drill.given[f"{letter}_{box}"] for box in "ifgo"]
        cell = filled(
            nn.LSTMCell(1, 1), weight_ih=stacked("W"), weight_hh=stacked("U"), bias_ih=stacked("b"), bias_hh=[0] * 4
        )
        h, c = cell(row(n["x"]), (row(n["h"]), row(n["c"])))
        assert drill.answers["c_next"] == near(c.item())
        assert drill.answers["h_next"] == near(h.item())
        for box in "ifo":
            total = n[f"W_{box}"] * n["x"] + n[f"U_{box}"] * n["h"] + n[f"b_{box}"]
            assert drill.answers[box] == near(1 / (1 + math.exp(-total)))
        assert drill.answers["g"] == near(math.tanh(n["W_g"] * n["x"] + n["U_g"] * n["h"] + n["b_g"]))


def test_n02_is_what_torchs_rnn_computes():
    for drill in drills("N02"):
        n = drill.given
        cell = filled(nn.RNNCell(1, 2), weight_ih=n["W_h"], weight_hh=n["U_h"], bias_ih=n["b_h"], bias_hh=[0, 0])
        h = torch.tensor([n["h_0"]], dtype=torch.float64)
        for step, x in enumerate(n["x"], 1):
            h = cell(row(x), h)
            assert drill.answers[f"h_{step}"] == near(tuple(h[0].tolist()))


def test_n03_is_what_torchs_gru_computes_or_the_formulas_of_the_other_convention():
    kinds = set()
    for drill in drills("N03"):
        n, squash = drill.given, lambda a: 1 / (1 + math.exp(-a))
        total = lambda box, n, h: n[f"W_{box}"] * n["x"] + n[f"U_{box}"] * h + n[f"b_{box}"]
        kinds.add("W_seen" in n)
        if "W_seen" in n:
            cell = filled(
                nn.GRUCell(1, 1),
                weight_ih=[n["W_r"], n["W_z"], n["W_seen"]],
                weight_hh=[n["U_r"], n["U_z"], n["W_past"]],
                bias_ih=[n["b_r"], n["b_z"], n["b_seen"]],
                bias_hh=[0, 0, n["b_past"]],
            )
            expected = cell(row(n["x"]), row(n["h"])).item()
        else:
            r, z = squash(total("r", n, n["h"])), squash(total("z", n, n["h"]))
            expected = (1 - z) * n["h"] + z * math.tanh(total("n", n, r * n["h"]))
        assert drill.answer == near(expected)
    assert kinds == {True, False}


def test_n04_is_the_cell_written_out_entry_by_entry():
    for drill in drills("N04"):
        n = drill.given
        c = [n["f"][k] * n["c"][k] + n["i"][k] * n["g"][k] for k in range(3)]
        assert drill.answers["c"] == near(tuple(c))
        assert drill.answers["h"] == near(tuple(n["o"][k] * math.tanh(c[k]) for k in range(3)))


TABLE = {(1, 0): "keep", (0, 0): "reset", (0, 1): "write", (1, 1): "add"}  # f, i: the table of lesson 12


def test_n05_is_the_table_of_the_lesson():
    for drill in drills("N05", "forward"):
        n = {gate: round(value) for gate, value in drill.given.items()}
        assert drill.answers == {"memory": TABLE[n["f"], n["i"]], "output": "shown" if n["o"] else "hidden"}
    for drill in drills("N05", "inverse"):
        a = drill.answers
        assert TABLE[int(a["f"]), int(a["i"])] == drill.given["memory"]
        assert a["o"] == (drill.given["output"] == "shown")


def test_n06_is_what_torch_counts():
    for drill in drills("N06"):
        n = drill.given
        kind = next(
            kind for name, kind in {"LSTM": nn.LSTM, "GRU": nn.GRU, "Elman": nn.RNN}.items() if name in drill.question
        )
        biases = 2 if "two biases" in drill.question else 0 if "no biases" in drill.question else 1
        net = kind(n["X"], n["H"], num_layers=n["layers"], bias=biases > 0, device="meta")
        count = sum(weights.numel() for name, weights in net.named_parameters() if biases == 2 or "bias_hh" not in name)
        if "Y" in n:
            count += sum(weights.numel() for weights in nn.Linear(n["H"], n["Y"], device="meta").parameters())
        assert drill.answer == count


@pytest.mark.parametrize(
    ("cell", "inputs", "hidden", "biases", "count"),
    [("LSTM", 10, 20, 1, 2480), ("LSTM", 10, 20, 2, 2560), ("LSTM", 25, 100, 1, 50_400), ("LSTM", 1, 9, 1, 396), ("GRU", 10, 20, 2, 1920)],
)  # fmt: skip
def test_n06_counts_the_nets_of_the_literature(cell, inputs, hidden, biases, count):
    from lstm_core.cells import CELLS
    from lstm_core.drills.templates.counting import layer_count

    assert layer_count(CELLS[cell], inputs, hidden, biases) == count


def test_n07_are_the_shapes_of_torch():
    for drill in drills("N07"):
        n = drill.given
        net = nn.LSTM(n["X"], n["H"])
        xs = torch.zeros(n["T"], n["B"], n["X"])
        hs, (_, c) = net(xs)
        joined = torch.cat([c[0, 0], xs[0, 0]])
        shapes = {
            "W_f": torch.cat([net.weight_hh_l0, net.weight_ih_l0], 1).chunk(4)[1].shape,
            "joined": joined.shape,
            "f": c[0, 0].shape,
            "g": c[0, 0].shape,
            "b_o": net.bias_ih_l0.chunk(4)[3].shape,
            "W_hy": nn.Linear(n["H"], n["Y"]).weight.shape,
            "xs": xs.shape,
            "hs": hs.shape,
        }
        for name, answer in drill.answers.items():
            assert answer == tuple(shapes[name]), name


def test_n08_is_torchs_gradient():
    for drill in drills("N08"):
        c = start = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
        for f, i in zip(drill.given["f"], drill.given["i"], strict=True):
            c = f * c + i * 0.5
        assert drill.answer == near(torch.autograd.grad(c, start)[0].item())


def test_n09_leaves_half_and_one_over_e():
    for drill in drills("N09"):
        f, n, a = drill.given["f"], drill.given["n"], drill.answers
        assert f ** a["half_life"] == near(0.5)
        assert f ** a["tau"] == near(math.exp(-1))
        left = 1.0
        for _ in range(n):
            left *= f
        assert a["left"] == near(left)
        assert drill.mark_all({"half_life": str(math.ceil(a["half_life"]))})["half_life"].right


def test_n10_loses_half_in_the_wanted_time():
    for drill in drills("N10"):
        gate = torch.sigmoid(torch.tensor(drill.answers["b"], dtype=torch.float64)).item()
        assert gate == near(drill.answers["f"])
        assert gate ** drill.given["n"] == near(0.5)


def test_n11_is_what_torch_finds_on_the_way_back():
    for drill in drills("N11", "scalar"):
        n, a = drill.given, drill.answers
        h = start = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        for _ in range(n["n"]):
            h = n["slope"] * n["w"] * h
        assert a["value"] == near(torch.autograd.grad(h, start)[0].item())
        assert a["fate"] == fate(n["w"] * n["slope"])
        if "lag" in a:
            assert abs(a["lag"] - math.log(n["below"]) / math.log(n["w"] * n["slope"])) <= 1
    for drill in drills("N11", "diagonal"):
        n = drill.given
        assert drill.answers["value"] == near(max(n["a"] ** n["n"], n["b"] ** n["n"]))
        assert drill.answers["fate"] == fate(max(n["a"], n["b"]))


def fate(rate: float) -> str:
    return "neither" if abs(rate - 1) < 1e-9 else "explodes" if rate > 1 else "vanishes"


def test_n11_mixed_units_run_as_vectors_do():
    """A ring of unit vectors, sent through W step by step: the longest that comes out is the size of W^n."""
    angles = np.linspace(0, np.pi, 2_000)
    for drill in drills("N11", "mixed"):
        n, vectors, longest = drill.given, np.stack([np.cos(angles), np.sin(angles)]), []
        for step in range(1, 121):
            vectors = np.stack([n["a"] * vectors[0] + n["k"] * vectors[1], n["a"] * vectors[1]])
            longest.append(np.linalg.norm(vectors, axis=0).max())
            if step == n["n"]:
                assert drill.answers["corner"] == near(vectors[0, 1000 - 1 : 1001].mean(), 2e-2)
        grows, ends = max(longest[:3]) > 1, longest[-1] > 1
        expected = "grows without end" if ends else "grows first, then shrinks" if grows else "shrinks from the start"
        assert drill.answers["course"] == expected
        assert drill.answers["largest"] == near(max(np.linalg.eigvals([[n["a"], n["k"]], [0, n["a"]]])))


def test_n12_no_step_grows_below_the_bound_and_some_step_does_above():
    for drill in drills("N12"):
        slope = 1.0 if "tanh" in drill.given["squash"] else 0.25
        a, once = torch.zeros(1, dtype=torch.float64, requires_grad=True), torch.tanh if slope == 1 else torch.sigmoid
        steepest = torch.autograd.grad(once(a).sum(), a)[0].item()
        most = steepest * drill.given["largest"]
        assert drill.answers["bound"] == near(most)
        assert drill.answers["vanishing"] == ("guaranteed" if most < 1 else "possible")
        assert drill.answers["exploding"] == ("impossible" if most < 1 else "possible")


def test_n13_is_what_enumeration_finds():
    for drill in drills("N13"):
        chances, width = drill.given["chances"], drill.given["b"]
        logs = lambda word: sum(
            math.log(chances[b or "start"]["ABC".index(c)]) for b, c in zip(("", *word), word, strict=False)
        )  # noqa: B023
        words = {
            length: sorted(map("".join, itertools.product("ABC", repeat=length)), key=logs, reverse=True)
            for length in (1, 2, 3)
        }
        kept = [""]
        for length in (1, 2, 3):
            kept = [word for word in words[length] if word[:-1] in kept][:width]
        assert "".join(drill.answers["found"]) == kept[0]
        assert drill.answers["p"] == near(math.exp(logs(kept[0])))
        assert "".join(drill.answers["best"]) == words[3][0]
        assert words[3][0] != kept[0] or width == 2


def test_n14_is_torchs_softmax_and_gives_the_wanted_ratio():
    for drill in drills("N14"):
        n, z = drill.given, torch.tensor(drill.given["z"], dtype=torch.float64)
        assert drill.answers["p"] == near(tuple(torch.softmax(z / n["tau"], 0).tolist()))
        p = torch.softmax(z / drill.answers["wanted"], 0)
        assert (p.max() / p.min()).item() == near(n["R"])


def test_n15_is_what_finite_differences_say():
    def h_of(ws: list[float], n: dict) -> list[float]:
        """The states if every step had a weight of its own."""
        hs = [0.0]
        for w, x in zip(ws, n["x"], strict=True):
            hs.append(math.tanh(w * hs[-1] + n["u"] * x))
        return hs[1:]

    loss = lambda ws, n: (h_of(ws, n)[-1] - n["y"]) ** 2 / 2
    step = 1e-6
    for drill in drills("N15"):
        n = drill.given
        shifted = lambda k, by, n: loss([n["w"] + by * (j == k or k is None) for j in range(3)], n)
        slope = lambda k, n: (shifted(k, step, n) - shifted(k, -step, n)) / (2 * step)
        assert drill.answers["h"] == near(tuple(h_of([n["w"]] * 3, n)))
        assert drill.answers["terms"] == near(tuple(slope(k, n) for k in range(3)), 1e-7)
        assert drill.answers["sum"] == near(slope(None, n), 1e-7)


def test_n15_agrees_with_the_example_of_the_lesson():
    from lstm_core.drills.templates.through_time import states, terms

    hs = states(0.5, 1.0, (1.0, 0.0, 0.0))
    assert hs == near((0.7616, 0.3634, 0.1797), 1e-4)
    assert terms(0.5, hs, hs[-1]) == near((0, 0.05748, 0.06320), 1e-4)


def test_n16_is_the_longest_path_of_the_graph():
    for drill in drills("N16"):
        layers, steps = drill.given["L"], drill.given["T"]
        net = networkx.DiGraph()
        for t, layer in itertools.product(range(steps), range(layers)):
            net.add_edges_from([((t, layer - 1), (t, layer)), ((t - 1, layer), (t, layer))])
        if "A linear read-out" in drill.question:
            net.add_edge((steps - 1, layers - 1), "y")
        boxes = net.subgraph([node for node in net if node == "y" or min(node) >= 0])
        assert drill.answer == networkx.dag_longest_path_length(boxes) + 1


def test_n17_is_the_formula_and_what_a_cut_graph_reaches():
    for drill in drills("N17"):
        n = drill.given
        assert drill.answers["share"] == near(max(0, (n["k"] - n["d"]) / n["k"]))
        assert drill.answers["oldest"] == n["t"] - n["back"] + 1
        assert drill.answers["state"] == "yes"


def test_n18_is_what_arrays_take_and_how_torch_clips():
    for drill in drills("N18", "memory"):
        n = drill.given
        assert drill.answer == sum(np.empty((n["T"], n["B"], n["H"]), np.float32).nbytes for _ in range(n["n"]))
        assert drill.mark(f"{drill.answer / 1e6} MB").right
        assert drill.mark(f"{drill.answer / 2**20:.4g} MiB").right
    for drill in drills("N18", "clipping"):
        weight = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        weight.grad = torch.tensor(drill.given["g"], dtype=torch.float64)
        norm = nn.utils.clip_grad_norm_([weight], drill.given["most"])
        assert drill.answers["norm"] == near(norm.item())
        assert drill.answers["clipped"] == near(tuple(weight.grad.tolist()), 1e-5)
