"""Settings that are known to work, and the lecture's own, which do not at the published number of batches.

Ours were chosen on seeds below 100 and are judged on others (see benchmarks). The lecture's are those of the
course code (Marquardt, `06_LSTM_simpleExamples`): two LSTM layers, no readout, Adam at 0.001, 300 batches of 20.
"""

from lstm_core.tasks import TASKS, Task
from lstm_core.training.experiment import BOUNDS, Experiment

PRESETS: dict[str, Experiment] = {name: Experiment(name) for name in TASKS} | {
    "recall": Experiment("recall"),
    "recall twice": Experiment("recall twice"),
    "recall with distractors": Experiment("recall with distractors", initial="chrono", delay=50, time=55),
    "countdown": Experiment("countdown", loss="all steps"),
    "sequence recall": Experiment("sequence recall", time=16, hidden=32, steps=800),
    "adding": Experiment("adding", steps=1000, loss="all steps"),
    "parity": Experiment("parity", time=12, steps=600),
    "story": Experiment("story", time=14, hidden=32, steps=1500),
}
LECTURE: dict[str, Experiment] = {
    "recall": Experiment(
        "recall (lecture)",
        hidden=5,
        layers=2,
        readout="none",
        batch=20,
        learning_rate=0.001,
        steps=300,
        clip=0.0,
        loss="all steps",
    ),
    "countdown": Experiment(
        "countdown (lecture)",
        hidden=2,
        layers=2,
        readout="none",
        batch=20,
        learning_rate=0.001,
        steps=300,
        clip=0.0,
        loss="all steps",
    ),
}
DESIGNED = Experiment(steps=800)  # a pattern of one's own may be harder than recall


def preset(task: Task) -> Experiment:
    """Our settings for a task; one that was designed begins from recall's, with the time that it takes."""
    usual = PRESETS.get(task.name.removesuffix(" (lecture)"))
    return usual or DESIGNED.but(task=task, time=max(task.time, int(BOUNDS["time"][0])))
