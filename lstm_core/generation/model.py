"""The next-symbol net in plain NumPy: one-hot symbol -> LSTM -> softmax. `learning` trains it."""

import json
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors

from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import to_torch
from lstm_core.generation.corpus import END, encoded

LARGEST = 4_000_000  # bytes of a file; the largest net that can be trained here is smaller
SMALL = 260_000  # products; beyond it BLAS calls for more threads, which on a busy machine takes fifty times as long
SHIPPED = Path(__file__).parent / "pretrained" / "folk_tunes.safetensors"
Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class SymbolNet:
    """The LSTM's own weights, W_f: (hidden, symbols), U_f: (hidden, hidden), ..., and W_y: (symbols, hidden), b_y."""

    symbols: str
    weights: Weights
    about: str = ""  # how it was trained, in a sentence

    @property
    def end(self) -> int | None:
        """END is the first symbol."""
        return self.symbols.index(END)

    @property
    def hidden(self) -> int:
        """The number of units."""
        return len(self.weights["b_f"])

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """A state of zeros, and END as the first input."""
        return self.advance(np.zeros((1, 2 * self.hidden), np.float32), np.zeros(1, np.int64))

    def advance(self, state: np.ndarray, symbols: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """One step of the LSTM for every hypothesis; state: (width, 2 * hidden), h before c; symbols: (width,)."""
        inputs, recurrent, readout, bias = self._stacked
        n = self.hidden
        h, c = state[:, :n], state[:, n:]
        sums = inputs[symbols] + _times(h, recurrent)
        gates, g = _sigmoid(sums), np.tanh(sums[:, 2 * n : 3 * n])  # i, f, g, o beside each other
        c = gates[:, n : 2 * n] * c + gates[:, :n] * g
        h = gates[:, 3 * n :] * np.tanh(c)
        return _times(h, readout) + bias, np.concatenate([h, c], axis=1)

    @cached_property
    def _stacked(self) -> tuple[np.ndarray, ...]:
        """The matrices of all gates side by side; a one-hot input picks one column of W, so it is looked up."""
        stacked = to_torch("LSTM", {name: w for name, w in self.weights.items() if not name.endswith("_y")})
        inputs = stacked["weight_ih"].T + stacked["bias_ih"] + stacked["bias_hh"]
        arrays = (inputs, stacked["weight_hh"].T, self.weights["W_y"].T, self.weights["b_y"])
        return tuple(np.ascontiguousarray(array, dtype=np.float32) for array in arrays)

    def states(self, text: str) -> np.ndarray:
        """h of every unit after every character: (time, hidden)."""
        _, state = self.begin()
        hs = []
        for symbol in encoded(self.symbols, text):
            _, state = self.advance(state, np.array([symbol]))
            hs.append(state[0, : self.hidden])
        return np.array(hs).reshape(-1, self.hidden)

    def with_about(self, about: str) -> "SymbolNet":
        """The same net with another sentence about it."""
        return replace(self, about=about)

    def save(self) -> bytes:
        """The net as a safetensors file."""
        tensors = {name: np.ascontiguousarray(w, dtype=np.float32) for name, w in self.weights.items()}
        return write_tensors(tensors, metadata={"net": json.dumps({"symbols": self.symbols, "about": self.about})})


def load(data: bytes) -> SymbolNet:
    """Read what `save` wrote. Raises ValueError with a sentence for anything else."""
    if len(data) > LARGEST:
        raise ValueError(f"This file is larger than {LARGEST // 1_000_000} MB; a net of this app is not.")
    try:
        weights = read_tensors(data)
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])["__metadata__"]["net"]
        facts = json.loads(header)
        net = SymbolNet(str(facts["symbols"]), dict(weights), str(facts["about"]))
        _check(net)
    except (SafetensorError, LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError(
            "This is not a next-symbol net saved by this app. Choose a .safetensors file from it."
        ) from error
    return net


@cache
def shipped_net() -> SymbolNet:
    """The net that comes with the app, trained on its tunes."""
    return load(SHIPPED.read_bytes())


def _check(net: SymbolNet) -> None:
    """Raise ValueError unless every weight is there, finite, and of the shape that symbols and units require."""
    count, hidden = len(net.symbols), net.hidden
    shapes = CELLS["LSTM"].shapes(count, hidden) | {"W_y": (count, hidden), "b_y": (count,)}
    if (
        net.symbols[:1] != END
        or len(set(net.symbols)) != count
        or {n: w.shape for n, w in net.weights.items()} != shapes
    ):
        raise ValueError("the weights do not fit the symbols")
    if not all(w.dtype.kind == "f" and np.isfinite(w).all() for w in net.weights.values()):
        raise ValueError("some weights are not numbers")


def _times(h: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """h @ matrix, some hypotheses at a time; h: (width, hidden)."""
    rows = max(SMALL // matrix.size, 1)
    if len(h) <= rows:
        return np.asarray(h @ matrix)
    return np.concatenate([h[k : k + rows] @ matrix for k in range(0, len(h), rows)])


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * np.tanh(0.5 * z) + 0.5)
