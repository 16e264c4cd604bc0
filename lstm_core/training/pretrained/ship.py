"""Train the nets that come with the app: `python -m lstm_core.training.pretrained.ship` writes the files beside it."""

import numpy as np

from lstm_core.tasks import FRESH
from lstm_core.training import fit
from lstm_core.training.pretrained import SHIPPED, path


def main() -> None:
    """Train each one from its seed, judge it on fresh sequences and write it."""
    for name, experiment in SHIPPED.items():
        net = fit(experiment)
        fresh = experiment.task_spec.make(np.random.default_rng(12345), FRESH, experiment.time)
        verdict = experiment.task_spec.solved(net.predict(fresh.xs), fresh)
        if not verdict.solved:
            raise SystemExit(f"{name} has not learnt its task. {verdict.words}")
        path(name).write_bytes(net.save())


if __name__ == "__main__":
    main()
