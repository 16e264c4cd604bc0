"""All that decides a training run, and the bounds within which it may be chosen."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import LAYOUTS
from lstm_core.tasks import LECTURE_TASKS, TASKS, Task

KNOWN = TASKS | LECTURE_TASKS
BOUNDS: dict[str, tuple[float, float]] = {  # inclusive; what a page offers and what is refused
    "hidden": (1, 128),
    "layers": (1, 2),
    "time": (2, 600),
    "batch": (1, 512),
    "steps": (1, 20_000),
    "learning_rate": (1e-6, 1.0),
    "clip": (0.0, 100.0),
    "seed": (0, 2**31 - 1),
    "delay": (0, 500),
}
COMPILED = 2_000_000  # recurrent products of one gate in one pass, up to which a compiled LSTM is faster than torch's
BROKEN = {"learning_rate", "clip"}  # all others are whole numbers
CHOICES: dict[str, tuple[str, ...]] = {
    "readout": ("linear", "none"),
    "initial": ("Keras", "PyTorch", "chrono"),
    "optimizer": ("Adam", "SGD"),
    "loss": ("balanced", "all steps", "steps that count"),
}


@dataclass(frozen=True)
class Experiment:
    """Equal experiments train alike. It holds the cell itself, so a learner's own cell needs no registration.

    Raises ValueError, with a sentence that names the setting, if one is out of bounds.
    """

    task: str | Task = "recall"
    cell: Cell = CELLS["LSTM"]
    hidden: int = 16
    time: int = 20
    batch: int = 64
    steps: int = 400
    learning_rate: float = 0.02
    seed: int = 0
    layers: int = 1
    readout: str = "linear"  # "none": the answer is h of the last layer, as in the lecture's nets
    initial: str = "Keras"  # Glorot, orthogonal, forget bias 1; "PyTorch": uniform; "chrono": forget bias ln delay
    optimizer: str = "Adam"  # or "SGD", with momentum 0.9
    clip: float = 1.0  # largest norm of the gradient; 0: no clipping
    loss: str = "balanced"  # mean over the steps that count plus mean over the others
    delay: int = 0  # a fixed delay between telling and asking; 0: drawn anew for every sequence
    until_solved: bool = True  # stop when the task is solved, twice in a row

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise ValueError(f"{name.replace('_', ' ')} is {value}; choose from {low:g} to {high:g}")
            if name not in BROKEN and not isinstance(value, int):
                raise ValueError(f"{name.replace('_', ' ')} is {value}; choose a whole number")
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is {getattr(self, name)!r}; choose one of {', '.join(allowed)}")
        if isinstance(self.task, str) and self.task not in KNOWN:
            raise ValueError(f"there is no task {self.task!r}; choose one of {', '.join(KNOWN)}")
        self.task_spec.make(
            np.random.default_rng(0), 1, self.time, self.delay or None
        )  # says so if time or delay do not fit
        if not self.cell.states or "h_next" not in self.cell or "x" not in self.cell:
            raise ValueError(f"{self.cell.name} cannot be trained: it needs x, h and a line for h_next")
        for name in self.cell.inputs:
            if name != "x" and name not in self.cell.states:
                raise ValueError(f"{self.cell.name} cannot be trained: {name} is given, but there is no {name}_next")

    @property
    def task_spec(self) -> Task:
        """The task itself, where `task` may be its name only."""
        return KNOWN[self.task] if isinstance(self.task, str) else self.task

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Inputs and units of every layer; without a readout the last layer has one unit per output."""
        widths = [self.hidden] * self.layers
        if self.readout == "none":
            widths[-1] = len(self.task_spec.outputs)
        return list(zip([len(self.task_spec.inputs), *widths], widths, strict=False))

    @property
    def fused(self) -> bool:
        """Whether torch has a kernel for this cell: by its graph, whatever its name."""
        return self.cell.computed == LAYOUTS["LSTM"][0].computed

    @property
    def by_kernel(self) -> bool:
        """Whether torch's kernel is also the faster way: measured, it is from some two million products a pass on."""
        return self.fused and self.time * self.batch * max(hidden for _, hidden in self.sizes) ** 2 > COMPILED

    def but(self, **changes: Any) -> "Experiment":
        """The same experiment with some settings changed."""
        return replace(self, **changes)

    def settings(self) -> dict[str, Any]:
        """Every setting but task and cell, as plain values."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("task", "cell")}
