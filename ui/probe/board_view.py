"""The probe board with a net running on it, and the unit and the step that are looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm_core.run import Values
from lstm_core.tasks.ideals import ideal_answer
from lstm_core.training.probe.heat_maps import heat_maps
from lstm_core.training.probe.inputs import spans
from lstm_core.training.probe.interventions import Intervention, run
from lstm_core.training.trained import Trained
from ui.common.session import choose
from ui.common.text import problem
from ui.components.probe_board import probe_board
from ui.probe.board import KEY, ProbeBoard

LIMIT = 1e6  # what a cell of one's own may grow to before it is cut off


def run_net(
    net: Trained, xs: np.ndarray, changes: Sequence[Intervention], layer: int
) -> tuple[list[Values], np.ndarray]:
    """The trace of one sequence, values (units,), and its answers, (time, outputs); xs: (time, inputs)."""
    with np.errstate(all="ignore"):
        steps, answers = run(net, xs[:, None], changes, layer)
    numbers = [answers, *(value for values in steps for value in values.values())]
    if any(not (np.abs(array) <= LIMIT).all() for array in numbers):
        problem("The numbers of this net grow beyond all bounds on this sequence; they are cut off.")
    tame = lambda array: np.clip(np.nan_to_num(array), -LIMIT, LIMIT)
    return [{name: tame(value)[0] for name, value in values.items()} for values in steps], tame(answers)[:, 0]


def draw_board(
    net: Trained,
    board: ProbeBoard,
    steps: Sequence[Values],
    answers: np.ndarray | None,
    before: tuple[list[Values], np.ndarray] | None = None,
    pick: tuple[int, int] = (0, 0),
) -> None:
    """Draw it: inputs, answer and heat maps; without an answer it is covered.

    `before` is the trace and the answer of the net left alone, if hands were laid on it.
    """
    hidden, answers_before = answers is None, before[1] if before else None
    answers = np.zeros((len(board.xs), len(net.experiment.task_spec.outputs))) if answers is None else answers
    target = ideal_answer(net.experiment.task_spec, board.xs)
    names = net.experiment.task_spec.outputs
    legend = [("output", "answer"), *[("due", "ideal answer")] * (target is not None)]
    probe_board(
        key=KEY,
        rev=board.rev,
        turn=board.turn,
        inputs=_inputs(net, board),
        answers=[_answer(names[k], k, answers, target, answers_before, hidden) for k in range(len(names))],
        maps=[] if hidden else heat_maps(net.experiment.cell, steps, before[0] if before else ()),
        pick=pick,
        legend=[*legend, *[("before", "before your intervention")] * bool(before)],
        on_pick=_pick,
    )


def _inputs(net: Trained, board: ProbeBoard) -> list[dict[str, Any]]:
    lines = zip(net.experiment.task_spec.inputs, spans(net.experiment), board.xs.T, strict=True)
    return [
        {"name": f"input {k}", "words": name, "role": "input", "low": low, "high": high, "values": line.tolist()}
        for k, (name, (low, high), line) in enumerate(lines)
    ]


def _answer(
    name: str, k: int, answers: np.ndarray, target: np.ndarray | None, before: np.ndarray | None, hidden: bool
) -> dict[str, Any]:
    shown = [array[:, k] for array in (answers, target, before) if array is not None]
    low, high = min(0.0, *(float(a.min()) for a in shown)), max(1.0, *(float(a.max()) for a in shown))
    line = lambda array: None if array is None else np.round(array[:, k], 4).tolist()
    return {
        "name": f"answer {k}",
        "words": name,
        "role": "output",
        "low": 0.0 if low > -0.15 else round(low, 1),
        "high": 1.0 if high < 1.15 else round(high, 1),
        "values": [0.0] * len(answers) if hidden else line(answers),
        "target": None if hidden else line(target),
        "before": None if hidden else line(before),
        "covered": hidden,
    }


def _pick(sent: Any) -> None:
    """The browser picked a unit and a step; both are checked again where they are used."""
    if isinstance(sent, Mapping) and all(
        isinstance(sent.get(k), int) and 0 <= sent[k] < 10_000 for k in ("unit", "step")
    ):
        choose({"pu": sent["unit"] + 1, "pt": sent["step"] + 1})
