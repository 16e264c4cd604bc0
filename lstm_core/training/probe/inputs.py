"""Input sequences for a trained net: some of its own task, some it never met, and those placed by hand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.run.url import pack, unpack
from lstm_core.tasks import PROBES, Task, fixed_sequences
from lstm_core.tasks.recall import INPUTS as RECALLING
from lstm_core.tasks.recall import RECALL
from lstm_core.training.experiment import Experiment

LEAST_STEPS, MOST_STEPS = 4, 120
PROBE_SEED = 4  # draws one sequence of each probe


@dataclass(frozen=True)
class InputSequence:
    """A sequence, (time, inputs) as nested tuples, what it is, and the step of the answer to predict (-1: none)."""

    name: str
    xs: tuple[tuple[float, ...], ...]
    words: str
    answer_step: int = -1

    @property
    def array(self) -> np.ndarray:
        """(time, inputs)."""
        return np.array(self.xs)


def sequences(experiment: Experiment) -> dict[str, InputSequence]:
    """Four of the net's own kind, from a short wait to a long one, then the probes if it is a recall net."""
    task = experiment.task_spec
    time, delay = min(experiment.time, MOST_STEPS), experiment.delay or None
    watched = fixed_sequences(task, time=max(time, task.least_for(delay)), delay=delay)
    found = [
        _sequence(f"{name} wait", watched.batch.xs[:, k], watched.words[k])
        for k, name in enumerate(("short", "medium", "long", "longest"))
    ]
    if task.inputs == RECALLING:
        found += [_probe(probe, experiment.time) for probe in PROBES.values()]
    return {sequence.name: sequence for sequence in found}


def spans(experiment: Experiment) -> list[tuple[float, float]]:
    """The lowest and the highest number of each input line, as the task uses it; 0 and 1 at least."""
    xs = fixed_sequences(experiment.task_spec, time=experiment.time, delay=experiment.delay or None, count=20).batch.xs
    return [
        (float(min(0, math.floor(line.min()))), float(max(1, math.ceil(line.max())))) for line in np.moveaxis(xs, 2, 0)
    ]


def check_board(raw: Any, steps: int, lines: Sequence[tuple[float, float]]) -> np.ndarray:
    """What a browser sends, {"0": [...], "1": [...]}, as (time, inputs), clipped to the lines' spans."""
    if not isinstance(raw, Mapping) or set(raw) != {str(k) for k in range(len(lines))}:
        raise ValueError("This board does not belong to the net. Nothing was changed.")
    columns = [_series(raw[str(k)], steps, k) for k in range(len(lines))]
    return np.clip(np.stack(columns, axis=1), [low for low, _ in lines], [high for _, high in lines])


def stretched(xs: np.ndarray, steps: int) -> np.ndarray:
    """The same sequence with so many steps: cut off at the end, or silent there."""
    steps = min(max(steps, LEAST_STEPS), MOST_STEPS)
    return np.concatenate([xs, np.zeros((steps, xs.shape[1]))])[:steps]


def as_text(xs: np.ndarray) -> str:
    """A sequence for a link."""
    return pack({"xs": xs})


def from_text(text: str, lines: Sequence[tuple[float, float]]) -> np.ndarray:
    """A sequence from a link: (time, inputs). Raises ValueError with a sentence if it does not fit the net."""
    count = text.count("_") + 1
    if count % len(lines) or not LEAST_STEPS <= count // len(lines) <= MOST_STEPS:
        raise ValueError(f"The link carries {count} numbers, which do not fit {len(lines)} lines. It was left aside.")
    xs = unpack(text, {"xs": (count // len(lines), len(lines))})["xs"]
    return np.clip(xs, [low for low, _ in lines], [high for _, high in lines])


def _probe(probe: Task, time: int) -> InputSequence:
    """One sequence of a probe, of the length the net knows; a longer delay takes twice as many steps."""
    steps = min(max(probe.least, 2 * time if probe.name == "longer delay" else time), MOST_STEPS)
    batch = probe.make(np.random.default_rng(PROBE_SEED), 1, steps)
    words = f"{probe.question} {probe.describe(batch, 0)}"
    asked = np.flatnonzero(batch.xs[:, 0, RECALL])
    return _sequence(probe.name, batch.xs[:, 0], words, int(asked[0 if "before" in probe.name else -1]))


def _sequence(name: str, xs: np.ndarray, words: str, answer_step: int = -1) -> InputSequence:
    """Numbers with two decimals, and no more steps than the board has."""
    rounded = np.round(np.asarray(xs[:MOST_STEPS], float), 2) + 0.0
    return InputSequence(name, tuple(map(tuple, rounded.tolist())), words, min(answer_step, MOST_STEPS - 1))


def _series(raw: Any, steps: int, line: int) -> np.ndarray:
    if not isinstance(raw, Sequence) or isinstance(raw, str | bytes) or len(raw) != steps:
        raise ValueError(f"Line {line + 1} of the board must have {steps} numbers, one for each step.")
    numbers = [
        float(v) if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) < 1e9 else math.nan for v in raw
    ]
    if not all(map(math.isfinite, numbers)):
        raise ValueError(f"Line {line + 1} of the board holds something that is not a number. Nothing was changed.")
    return np.array(numbers)
