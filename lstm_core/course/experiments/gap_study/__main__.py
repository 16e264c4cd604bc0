"""Train every net at every gap and write down how well it answers."""

import json
import statistics
from collections.abc import Callable, Iterator
from dataclasses import astuple

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.course.experiments.gap_study import FILE, GAPS, REACHES, RECURRENT, SEEDS, GapResult, window_name
from lstm_core.course.experiments.window_net import learn, parameters
from lstm_core.tasks import FRESH, TASKS
from lstm_core.training import Experiment, fit

TASK = TASKS["recall"]
Net = Callable[[np.ndarray], np.ndarray]  # (time, batch, inputs) -> (time, batch, outputs)


def main() -> None:
    """Write results.json."""
    rows = [json.dumps(astuple(row)) for row in measured()]
    FILE.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


def measured() -> Iterator[GapResult]:
    """A row for every net and gap."""
    for gap in GAPS:
        for reach in REACHES:
            errors = [_error(learn(TASK, reach, gap, seed=seed).predict, gap) for seed in SEEDS]
            yield GapResult(window_name(reach), gap, round(statistics.median(errors), 4), parameters(reach))
        for name in RECURRENT:
            plan = Experiment("recall", CELLS[name], time=gap + 5, delay=gap, learning_rate=_rate(name), steps=1500)
            errors = [_error(fit(plan.but(seed=seed)).predict, gap) for seed in SEEDS]
            count = plan.cell.parameters(*plan.sizes[0]) + plan.hidden + 1
            yield GapResult(name, gap, round(statistics.median(errors), 4), count)


def _rate(name: str) -> float:
    """Elman's net learns best with small steps."""
    return {"Elman": 0.005}.get(name, 0.02)


def _error(predict: Net, gap: int) -> float:
    """The mean error at the question, on sequences it has never seen."""
    fresh = TASK.make(np.random.default_rng(12345), FRESH, gap + 5, gap)
    return TASK.solved(predict(fresh.xs), fresh).score


if __name__ == "__main__":
    main()
