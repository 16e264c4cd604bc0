"""How the gradient fades over the lag: the same plot for an Elman net, a GRU and an LSTM, untrained and trained."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.memory import keep_gates
from lstm_core.cells import CELLS
from lstm_core.gradients.jacobians import direct, jacobians, norms
from lstm_core.notation import read_cell
from lstm_core.run import Array, Values, trace, zero_state
from lstm_core.training.initial import initial
from lstm_core.training.pretrained import shipped_net

PLAIN = "x\nh\nh_next = {}"
ACTIVATIONS: Mapping[str, tuple[Cell, float]] = {  # what the Elman unit is squashed by, and the steepest slope of that
    "tanh": (CELLS["Elman"], 1.0),
    "sigmoid": (read_cell("Elman with sigmoid", PLAIN.format("sigmoid(linear(x, h))")), 0.25),
    "nothing": (read_cell("Elman without squashing", PLAIN.format("linear(x, h)")), 1.0),
}
BOUNDS = {"scale": (0.1, 3.0), "bias": (-3.0, 8.0), "input_std": (0.0, 5.0), "time": (2, 200), "units": (1, 32)}
WORDS = {
    "scale": "The scale of the recurrent weights",
    "bias": "The bias of the keep gate",
    "input_std": "The size of the inputs",
    "time": "The number of steps",
    "units": "The number of units",
}
TRAINED = {"Elman": "Recall, Elman 8", "GRU": "Recall, GRU 8", "LSTM": "Recall, LSTM 8"}


@dataclass(frozen=True)
class UntrainedNets:
    """Untrained nets. Raises ValueError, with a sentence that names the setting, if one is out of bounds."""

    scale: float = 0.9  # the recurrent weights: an orthogonal matrix (Saxe et al. 2014) times this
    bias: float = 1.0  # of the gates that keep; a gate that replaces, like the GRU's, gets it with a minus
    activation: str = "tanh"
    input_std: float = 0.3  # standard deviation of the inputs, which are noise
    time: int = 100
    units: int = 16
    seed: int = 0

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{WORDS[name]} is {getattr(self, name):g}; choose {low:g} to {high:g}.")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"There is no squashing by {self.activation}; choose one of {', '.join(ACTIVATIONS)}.")


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of the plot: a norm for lag 0, 1, …, time."""

    net: str
    state: str  # the state that is followed, from one step to a later one: "h" or "c"
    norms: Array  # ‖d state_T / d state_(T-lag)‖
    direct: Array | None  # the same along the straight way alone, the product of keep factors; None if there is none


def curves(start: UntrainedNets) -> list[Curve]:
    """The nets of a start, all with the same inputs, in the order of the lecture."""
    rng = np.random.default_rng(start.seed)
    xs = rng.normal(scale=start.input_std, size=(start.time, 1))
    cells = {"Elman": ACTIVATIONS[start.activation][0], "GRU": CELLS["GRU"], "LSTM": CELLS["LSTM"]}
    return [curve for net, cell in cells.items() for curve in _of(net, cell, initial_weights(cell, start), xs)]


def initial_weights(cell: Cell, start: UntrainedNets) -> Values:
    """The weights of a net at the start; shapes as Cell.shapes(1, units)."""
    weights = initial("Keras", cell, 1, start.units, 0, np.random.default_rng(start.seed + 1))
    scaled = {name: w * start.scale if name[0] == "U" else w for name, w in weights.items()}
    for gate, opens in keep_gates(cell).values():
        name = next(cell.sums(gate)).weights[-1]
        scaled[name] = np.full(start.units, opens * start.bias)
    return scaled


def bound(start: UntrainedNets) -> Array:
    """(γ σ_max)^lag, which the Elman curve cannot exceed (Pascanu et al. 2013): (time + 1,)."""
    cell, steepest = ACTIVATIONS[start.activation]
    return (steepest * np.linalg.norm(initial_weights(cell, start)["U_h"], 2)) ** np.arange(start.time + 1)


def trained_curves(time: int) -> list[Curve]:
    """The shipped nets that have learnt to recall a value: told at the first step, asked at the last one."""
    xs = np.zeros((time, 3))
    xs[0], xs[-1] = (1, 0.5, 0), (0, 0, 1)
    found = []
    for net, name in TRAINED.items():
        ready = shipped_net(name)
        found += _of(net, ready.experiment.cell, ready.weights[0], xs)
    return found


def _of(net: str, cell: Cell, weights: Values, xs: Array) -> list[Curve]:
    """A curve for every state of a net; xs: (time, inputs)."""
    hidden = len(next(w for name, w in weights.items() if name[0] == "b"))
    steps = trace(cell, weights, list(xs), zero_state(cell, hidden))
    chain, straight = jacobians(cell, weights, steps), direct(cell, steps)
    return [Curve(net, state, norms(cell, chain, state, state), straight.get(state)) for state in cell.states]
