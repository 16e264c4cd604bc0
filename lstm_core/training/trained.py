"""A trained net in NumPy: predict, trace its values, save it as safetensors.

The file holds the weights and, as JSON beside them, the experiment with its whole cell. Nothing in it is ever
executed, and every shape is checked when it is read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors

from lstm_core.cell import Cell, Node
from lstm_core.cells import CELLS
from lstm_core.cells.custom import check_words, checked_name
from lstm_core.run import Values, trace, zero_state
from lstm_core.tasks import Task, designed
from lstm_core.tasks.designed import Design
from lstm_core.tasks.draft import channels, task_name
from lstm_core.training.budget import check
from lstm_core.training.experiment import Experiment

Weights = dict[str, np.ndarray]
LARGEST = 16_000_000  # bytes of a file that are read; no net that can be trained here needs as many
LONGEST_PICTURE = 2_000  # characters
_UNREADABLE = (SafetensorError, LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Trained:
    """An experiment and the weights it led to: one dictionary per layer, and one for the readout, if any."""

    experiment: Experiment
    weights: tuple[Weights, ...]

    def predict(self, xs: np.ndarray) -> np.ndarray:
        """xs: (time, batch, inputs) -> (time, batch, outputs)."""
        return self.answers(self.trace(xs, len(self.experiment.sizes) - 1))

    def answers(self, steps: Sequence[Values]) -> np.ndarray:
        """The outputs that follow from a trace of the last layer: (time, ..., outputs)."""
        outputs = np.stack([values["h_next"] for values in steps])
        if self.experiment.readout == "none":
            return outputs
        readout = self.weights[-1]
        return outputs @ readout["W_y"].T + readout["b_y"]

    def trace(self, xs: np.ndarray, layer: int = 0, held: Mapping[str, Any] | None = None) -> list[Values]:
        """Every node of every step of one layer; xs: (time, ..., inputs). `held` clamps nodes of that layer."""
        steps: list[Values] = []
        for k in range(layer + 1):
            cell, hidden = self.experiment.cell, self.experiment.sizes[k][1]
            start = zero_state(cell, *np.shape(xs)[1:-1], hidden)
            steps = trace(cell, self.weights[k], list(xs), start, held=held if k == layer else None)
            xs = np.stack([values["h_next"] for values in steps])
        return steps

    def save(self) -> bytes:
        """The net as a safetensors file."""
        tensors = {f"{k}.{name}": w for k, layer in enumerate(self.weights) for name, w in layer.items()}
        return write_tensors(
            {name: np.ascontiguousarray(w, dtype=np.float32) for name, w in tensors.items()},
            metadata={"experiment": json.dumps(_as_plain(self.experiment))},
        )


def load(data: bytes) -> Trained:
    """Read what `save` wrote. Raises ValueError with a sentence for anything else."""
    check_size(len(data))
    try:
        tensors = read_tensors(data)
        header = int.from_bytes(data[:8], "little")
        words = json.loads(data[8 : 8 + header])["__metadata__"]["experiment"]
        experiment = _from_plain(json.loads(words))
        check(experiment)
    except _UNREADABLE as error:
        raise ValueError(
            "This is not a net saved by this app. Choose a .safetensors file from its Train page."
        ) from error
    return Trained(experiment, _layers(experiment, tensors))


def check_size(size: int) -> None:
    """Raise ValueError with a sentence for a file of so many bytes, if it is too large to be read."""
    if size > LARGEST:
        raise ValueError(f"This file is larger than {LARGEST // 1_000_000} MB; a net of this app is not.")


def _layers(experiment: Experiment, tensors: Mapping[str, np.ndarray]) -> tuple[Weights, ...]:
    """The tensors by layer, each checked against the shape that the experiment requires."""
    expected = [experiment.cell.shapes(*size) for size in experiment.sizes]
    if experiment.readout == "linear":
        outputs, hidden = len(experiment.task_spec.outputs), experiment.sizes[-1][1]
        expected.append({"W_y": (outputs, hidden), "b_y": (outputs,)})
    layers = []
    surplus = tensors.keys() - {f"{k}.{name}" for k, shapes in enumerate(expected) for name in shapes}
    if surplus:
        raise ValueError(
            f"This file holds {len(surplus)} weights that no such net has. Choose one from the Train page."
        )
    for k, shapes in enumerate(expected):
        layer = {}
        for name, shape in shapes.items():
            tensor = tensors.get(f"{k}.{name}")
            if tensor is None or tensor.shape != shape or tensor.dtype.kind != "f":
                raise ValueError(f"The weight {name} of layer {k + 1} is missing or has another shape than {shape}.")
            if not np.isfinite(tensor).all():
                raise ValueError(f"The weight {name} of layer {k + 1} holds something that is not a number.")
            layer[name] = tensor.astype(np.float64)
        layers.append(layer)
    return tuple(layers)


def _as_plain(experiment: Experiment) -> dict[str, Any]:
    nodes = [[node.name, node.op, list(node.args), node.symbol, node.meaning] for node in experiment.cell.nodes]
    cell = {"name": experiment.cell.name, "nodes": nodes, "picture": experiment.cell.picture}
    task = experiment.task if isinstance(experiment.task, str) else _plain_task(experiment.task)
    return {**experiment.settings(), "task": task, "cell": cell}


def _plain_task(task: Task) -> dict[str, Any]:
    """A task of the learner's own design; any other is known by its name."""
    design = task.maker
    if not isinstance(design, Design):
        raise ValueError(f"The task “{task.name}” is neither known by name nor designed here; it cannot be saved.")
    return {"name": task.name, "inputs": task.inputs, "outputs": task.outputs, **asdict(design)}


def _from_plain(plain: dict[str, Any]) -> Experiment:
    cell, task = plain.pop("cell"), plain["task"]
    if isinstance(task, dict):
        names = {side: channels(", ".join(task[side]), "channel") for side in ("inputs", "outputs")}
        plain["task"] = designed(**task | names | {"name": task_name(task["name"])})
    nodes = tuple(Node(str(n), str(op), tuple(args), str(s), str(words)) for n, op, args, s, words in cell["nodes"])
    return Experiment(**plain, cell=_known(Cell(cell["name"], nodes, cell["picture"])))


def _known(cell: Cell) -> Cell:
    """The cell of the app that computes this under this name, or one whose name, words and picture a page may show.

    The words of the app's cells change from time to time; a net that was saved with earlier ones is still of that cell.
    """
    check_words(cell)
    if cell.picture and (len(cell.picture) > LONGEST_PICTURE or not set(cell.places) <= {n.name for n in cell.nodes}):
        raise ValueError("the picture of this cell names what is not in it")
    shipped = CELLS.get(cell.name)
    if shipped and shipped.computed == cell.computed:
        return shipped
    return cell if shipped else replace(cell, name=checked_name(cell.name))
