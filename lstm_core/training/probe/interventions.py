"""Intervene in a trained net: hold gates, silence units, edit the memory, and see what changes.

Which unit holds the value? There are two answers, which need not agree: the unit whose memory correlates with the
value (correlation), and the unit without which the answer is lost (intervention). Steps and units are counted from
0 here. No torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.memory import half_life, keep_factors
from lstm_core.run import Values, step, zero_state
from lstm_core.tasks import Batch
from lstm_core.tasks.countdown import INPUTS as COUNTING
from lstm_core.tasks.recall import INPUTS as RECALLING
from lstm_core.training.trained import Trained

LARGEST_ERROR = 1e6  # larger ones are cut off


@dataclass(frozen=True)
class Intervention:
    """A node held at a value: in one unit or in all, at some steps or at every one."""

    node: str
    value: float
    unit: int | None = None
    first: int = 0
    last: int | None = None

    def holds(self, t: int) -> bool:
        """Whether it holds at this step."""
        return self.first <= t and (self.last is None or t <= self.last)


@dataclass(frozen=True)
class HolderScores:
    """How strongly each unit appears to hold the value: (units,) each."""

    correlation: tuple[float, ...]  # of its memory with the value, while it has to be kept; () if there is no one value
    error: tuple[float, ...]  # mean error of the answer with this unit silenced
    intact_error: float  # the same with no unit silenced

    @property
    def most_needed(self) -> int:
        """The unit whose loss hurts most."""
        return int(np.argmax(self.error))


def run(
    net: Trained, xs: np.ndarray, changes: Sequence[Intervention] = (), layer: int = 0
) -> tuple[list[Values], np.ndarray]:
    """The trace of a layer with changes made to it, and the answers; xs: (time, batch, inputs)."""
    seen: list[Values] = []
    steps: list[Values] = []
    for k, (_, hidden) in enumerate(net.experiment.sizes):
        mine = changes if k == layer else ()
        steps = _layer(net.experiment.cell, net.weights[k], xs, hidden, mine)
        seen = steps if k == layer else seen
        xs = np.stack([values["h_next"] for values in steps])
    return seen, net.answers(steps)


def memory_of(cell: Cell) -> str:
    """The node that is kept from step to step: C of the LSTM, h of a cell without C."""
    kept = [cell.states[state] for state in keep_factors(cell)]
    return kept[0] if kept else cell.states.get("c", "h_next")


def holder_scores(net: Trained, batch: Batch, layer: int = 0) -> HolderScores:
    """Correlation and intervention for every unit, over many sequences of the net's own task."""
    with np.errstate(all="ignore"):  # the numbers of a learner's own cell may overflow
        return _measured(net, batch, layer)


def _measured(net: Trained, batch: Batch, layer: int) -> HolderScores:
    steps, answers = run(net, batch.xs, (), layer)
    memory = np.stack([values[memory_of(net.experiment.cell)] for values in steps])
    units = range(memory.shape[-1])
    kept_value = _value_to_keep(net.experiment.task_spec.inputs, batch)
    related = (
        tuple(_correlation(memory[..., u][kept_value[1]], kept_value[0][kept_value[1]]) for u in units)
        if kept_value
        else ()
    )
    without = (run(net, batch.xs, [Intervention("h_next", 0.0, u)], layer)[1] for u in units)
    return HolderScores(related, tuple(_error(silenced, batch) for silenced in without), _error(answers, batch))


def half_lives(cell: Cell, steps: Sequence[Values]) -> tuple[str, list[float]]:
    """The gate that keeps the memory, and for every unit the steps until half is left at its mean factor.

    ("", []) for a cell that does not carry its memory on through a gate. steps: a trace with values (units,).
    """
    gates = [gate for gate in keep_factors(cell).values() if gate]
    if not gates or not steps:
        return "", []
    factors = np.clip([values[gates[0]] for values in steps], 1e-300, 1)
    return gates[0], [half_life(float(factor)) for factor in np.exp(np.log(factors).mean(axis=0))]


def _layer(
    cell: Cell, weights: Mapping[str, np.ndarray], xs: np.ndarray, hidden: int, changes: Sequence[Intervention]
) -> list[Values]:
    order = [node.name for node in cell.nodes]
    state = zero_state(cell, *np.shape(xs)[1:-1], hidden)
    steps: list[Values] = []
    for t, x in enumerate(xs):
        given = {"x": np.asarray(x, float), **state}
        now = sorted((c for c in changes if c.holds(t)), key=lambda change: order.index(change.node))
        values = step(cell, weights, given)
        for change in now:
            given[change.node] = _with_intervention(values[change.node], change)
            values = step(cell, weights, given)
        steps.append(values)
        state = {old: values[new] for old, new in cell.states.items()}
    return steps


def _with_intervention(value: np.ndarray, change: Intervention) -> np.ndarray:
    changed = np.array(value)
    changed[..., slice(None) if change.unit is None else change.unit] = change.value
    return changed


def _value_to_keep(inputs: tuple[str, ...], batch: Batch) -> tuple[np.ndarray, np.ndarray] | None:
    """The latest value, and whether it still has to be kept: (time, batch) each. None for a task with several."""
    if inputs not in (RECALLING, COUNTING):
        return None
    flags, steps = batch.xs[..., 0] >= 0.5, np.arange(len(batch.xs))[:, None]
    last = np.maximum.accumulate(np.where(flags, steps, -1), axis=0)
    value = np.take_along_axis(batch.xs[..., 1], np.maximum(last, 0), axis=0)
    due = len(steps) - 1 - (batch.ys != 0).any(axis=2)[::-1].argmax(axis=0)  # the last answer
    return value, (last >= 0) & (steps < due)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's coefficient; 0 where one of the two never changes."""
    if not one.std() > 1e-9 or not other.std() > 1e-9:
        return 0.0
    return float(np.nan_to_num(np.corrcoef(one, other)[0, 1]))


def _error(outputs: np.ndarray, batch: Batch) -> float:
    """Mean error at the steps at which an answer other than 0 is due."""
    answering = (batch.ys != 0).any(axis=2) & (batch.mask > 0)
    error = np.abs(outputs - batch.ys).max(axis=2)[answering].mean() if answering.any() else 0.0
    return float(np.clip(np.nan_to_num(error, nan=LARGEST_ERROR), 0, LARGEST_ERROR))
