"""The step page: a learner moves a slider, and knows all numbers of the figure beforehand."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.classroom.learner import Learner
from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.run import step
from lstm_core.run.start_values import start_value
from ui.common.text import plain
from ui.step.weights_state import REACH

CELL = with_readout(CELLS["LSTM"])
MOVES = 5  # of a slider, in a row


async def stepping(me: Learner) -> None:
    """Step by step: are my numbers still there? Then move a slider some times."""
    await me.go("step-by-step")
    mine = me.kept.setdefault("step", {name: start_value(name) for name in CELL.inputs})
    me.expect("numbers of the step page", figure(mine), _figure(me))
    await me.think()
    slider = me.rng.choice(sorted(mine))
    for _ in range(MOVES):
        mine[slider] = _elsewhere(me, slider, mine[slider])
        shows = partial(_says, me, slider, plain(mine[slider]))
        me.moves.append(await me.client.move(slider, mine[slider], shows))
        me.expect("numbers after a move", figure(mine), _figure(me))
        await me.rest()


def figure(given: dict[str, float]) -> dict[str, str]:
    """What the figure must print at every node, worked out here."""
    weights = {name: np.full(shape, start_value(name)) for name, shape in CELL.shapes(1, 1).items()}
    values = step(CELL, weights, {name: np.array([number]) for name, number in given.items()})
    return {name: plain(value if name == "x" else value[0]) for name, value in values.items()}


def _says(me: Learner, node: str, number: str) -> bool:
    return _figure(me)[node] == number


def _figure(me: Learner) -> dict[str, str]:
    return dict(me.client.page.data("figure")["values"])


def _elsewhere(me: Learner, slider: str, now: float) -> float:
    """Another place for it, somewhere on the whole of its way."""
    tenths = round(10 * REACH[slider])
    return me.rng.choice([k / 10 for k in range(-tenths, tenths + 1) if k / 10 != now])
