"""A feed-forward net that looks at the last few steps only: what one would try before recurrence. NumPy only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.tasks import Task
from lstm_core.training.loss_weights import shares

Weights = dict[str, np.ndarray]
HIDDEN, BATCH, RATE = 16, 64, 0.01
FADE, FADE_SQUARES = 0.9, 0.999  # Adam's (Kingma and Ba 2015)


@dataclass(frozen=True)
class Window:
    """One hidden layer on a window of `reach` steps, this one included, slid along the sequence."""

    reach: int
    weights: Mapping[str, np.ndarray]  # W_h: (hidden, reach × inputs), b_h: (hidden,), W_y: (outputs, hidden), b_y

    def predict(self, xs: np.ndarray) -> np.ndarray:
        """xs: (time, batch, inputs) -> (time, batch, outputs)."""
        hidden = np.tanh(seen(xs, self.reach) @ self.weights["W_h"].T + self.weights["b_h"])
        answers: np.ndarray = hidden @ self.weights["W_y"].T + self.weights["b_y"]
        return answers


def seen(xs: np.ndarray, reach: int) -> np.ndarray:
    """What the window holds at every step, zeros before the first.

    xs: (time, batch, inputs) -> (time, batch, reach × inputs).
    """
    padded = np.concatenate([np.zeros((reach - 1, *xs.shape[1:]), xs.dtype), xs])
    return np.concatenate([padded[k : k + len(xs)] for k in range(reach)], axis=-1)


def parameters(reach: int, inputs: int = 3, outputs: int = 1, hidden: int = HIDDEN) -> int:
    """How many numbers are learnt; every further step in the window costs `inputs` × `hidden` more."""
    return hidden * (reach * inputs + 1) + outputs * (hidden + 1)


def learn(task: Task, reach: int, delay: int, steps: int = 400, seed: int = 0) -> Window:
    """Train a window on a task with a fixed delay, on fresh sequences at every update."""
    rng = np.random.default_rng(seed)
    weights = _initial(rng, reach * len(task.inputs), len(task.outputs))
    means = [{name: np.zeros_like(array) for name, array in weights.items()} for _ in range(2)]
    for step in range(1, steps + 1):
        xs, ys, mask = task.make(rng, BATCH, task.least_for(delay) + 4, delay)
        gradient = _gradient(weights, seen(xs, reach), ys, shares("balanced", mask, ys))
        for name, slope in gradient.items():
            means[0][name] += (1 - FADE) * (slope - means[0][name])
            means[1][name] += (1 - FADE_SQUARES) * (slope**2 - means[1][name])
            mean, squares = means[0][name] / (1 - FADE**step), means[1][name] / (1 - FADE_SQUARES**step)
            weights[name] -= RATE * mean / (np.sqrt(squares) + 1e-8)
    return Window(reach, weights)


def _initial(rng: np.random.Generator, width: int, outputs: int) -> Weights:
    """Glorot's uniform weights, and biases of zero."""
    draw = lambda rows, columns: rng.uniform(-1, 1, (rows, columns)) * np.sqrt(6 / (rows + columns))
    return {
        "W_h": draw(HIDDEN, width),
        "b_h": np.zeros(HIDDEN),
        "W_y": draw(outputs, HIDDEN),
        "b_y": np.zeros(outputs),
    }


def _gradient(weights: Weights, windows: np.ndarray, ys: np.ndarray, share: np.ndarray) -> Weights:
    """The gradient of Σ share × (answer − y)²; windows: (time, batch, width), ys and share: (time, batch, outputs)."""
    flat = windows.reshape(-1, windows.shape[-1])
    hidden = np.tanh(flat @ weights["W_h"].T + weights["b_h"])
    off = hidden @ weights["W_y"].T + weights["b_y"] - ys.reshape(len(flat), -1)
    answer = 2 * share.reshape(len(flat), -1) * off
    inner = (answer @ weights["W_y"]) * (1 - hidden**2)
    return {"W_h": inner.T @ flat, "b_h": inner.sum(0), "W_y": answer.T @ hidden, "b_y": answer.sum(0)}
