"""The net of an experiment as source: its first weights, its cell, its layers and its readout."""

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cells.torch_layout import blocks
from lstm_core.listing import listing
from lstm_core.training.experiment import Experiment
from lstm_core.training.export.sources import source
from lstm_core.training.initial import biases, glorot, memory_of, orthogonal, stacked


def weights_source(e: Experiment) -> str:
    """`def first_weights(rng, inputs, hidden)`, one named array per weight, after the recipe of the experiment."""
    lines = ["def first_weights(rng, inputs, hidden):", f'    """{e.initial}’s recipe for one layer."""']
    if e.initial == "PyTorch":
        lines += ["    bound = hidden**-0.5", "    return {"]
        lines += [
            f'        "{name}": rng.uniform(-bound, bound, {_shape(shape)}),' for name, shape in _shapes(e.cell).items()
        ]
        return "\n".join([*lines, "    }"])
    lines += ["    w = {}", *(line for nodes in stacked(e.cell) for line in _drawn(e.cell, nodes))]
    flat = [name for name, shape in _shapes(e.cell).items() if len(shape) == 1]
    lines += [f"    for name in {flat}:", "        w[name] = np.zeros(hidden)"]
    start = {name: np.zeros(()) for name in flat}
    for name, value in biases(e.initial, e.cell, start, memory_of(e.time, e.delay)).items():
        lines.append(f'    w["{name}"] = np.full(hidden, {float(value)!r})  # {_meaning(float(value))}')
    return "\n\n\n".join([source(glorot), source(orthogonal), "\n".join([*lines, "    return w"])])


def net_source(e: Experiment) -> str:
    """`class Net`, on nn.LSTM if the cell is torch's, else on its own equations."""
    layer = _fused() if e.fused else _unrolled(e.cell)
    return f"{layer}\n\n\n{_net(e)}"


def _shapes(cell: Cell) -> dict[str, tuple[int, ...]]:
    """With -1 for inputs and -2 for hidden, so that they can be told apart."""
    return cell.shapes(-1, -2)


def _shape(shape: tuple[int, ...]) -> str:
    words = ["inputs" if size == -1 else "hidden" for size in shape]
    return f"({', '.join(words)}{',' * (len(words) == 1)})"


def _drawn(cell: Cell, nodes: list[Node]) -> list[str]:
    """Matrices that read the same values, drawn as one and split, as a framework does."""
    lines = []
    for position, arg in enumerate(nodes[0].args):
        names = [node.weights[position] for node in nodes]
        if len(_shapes(cell)[names[0]]) == 2:
            draw, width = ("glorot", "inputs") if arg == "x" else ("orthogonal", "hidden")
            targets = ", ".join(f'w["{name}"]' for name in names)
            if len(names) == 1:
                lines.append(f"    {targets} = {draw}(rng, {width}, hidden)")
            else:
                lines.append(f"    {targets} = np.split({draw}(rng, {width}, {len(names)} * hidden), {len(names)})")
    return lines


def _meaning(value: float) -> str:
    return "what keeps starts open" if value > 0 else "what writes starts almost shut"


def _fused() -> str:
    order = {key: ", ".join(f'"{name}"' for name in names) for key, names in blocks("LSTM").items()}
    return f"""class Layer(nn.Module):
    def __init__(self, inputs, hidden, first):
        super().__init__()
        self.lstm = nn.LSTM(inputs, hidden)
        with torch.no_grad():
            for ours, theirs in (
                (({order["weight_ih"]}), self.lstm.weight_ih_l0),
                (({order["weight_hh"]}), self.lstm.weight_hh_l0),
                (({order["bias_ih"]}), self.lstm.bias_ih_l0),
            ):
                theirs.copy_(torch.from_numpy(np.concatenate([first[name] for name in ours])))
            self.lstm.bias_hh_l0.zero_()  # one bias will do
        self.lstm.bias_hh_l0.requires_grad_(False)

    def forward(self, xs):
        return self.lstm(xs)[0]"""


def _unrolled(cell: Cell) -> str:
    olds, news = list(cell.states), list(cell.states.values())
    loop = ", ".join(olds)
    return f"""sigmoid, tanh = torch.sigmoid, torch.tanh


{listing(cell)}


class Layer(nn.Module):
    def __init__(self, inputs, hidden, first):
        super().__init__()
        self.hidden = hidden
        self.w = nn.ParameterDict({{name: torch.tensor(w, dtype=torch.float32) for name, w in first.items()}})

    def forward(self, xs):
        {" = ".join(olds)} = xs.new_zeros(xs.shape[1], self.hidden)
        said = []
        for x in xs:
            {loop} = step(x, {", ".join(f"{old}={old}" for old in olds)}, **self.w)
            said.append({olds[news.index("h_next")]})
        return torch.stack(said)"""


def _net(e: Experiment) -> str:
    head = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        rng = np.random.default_rng(SEED)
        self.layers = nn.Sequential(*[Layer(*size, first_weights(rng, *size)) for size in SIZES])"""
    if e.readout == "none":
        return f"{head}\n\n    def forward(self, xs):\n        return self.layers(xs)"
    hidden, outputs = e.sizes[-1][1], len(e.task_spec.outputs)
    bound = f"(6 / {hidden + outputs}) ** 0.5" if e.initial != "PyTorch" else f"{hidden}**-0.5"
    return f"""{head}
        self.readout = nn.Linear({hidden}, {outputs})
        bound = {bound}
        with torch.no_grad():
            self.readout.weight.copy_(torch.from_numpy(rng.uniform(-bound, bound, ({outputs}, {hidden}))))
            self.readout.bias.zero_()

    def forward(self, xs):
        return self.readout(self.layers(xs))"""
