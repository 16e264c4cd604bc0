"""Two small grids and results, for the tests of sweeps."""

from lstm_core.training.sweep import RESULTS, RunResult, load_results

GRID = """
name = "tiny"
first_seed = 7

[all]
task = "recall"
hidden = 4
batch = 8
learning_rate = 0.02
steps = 12
seconds = 20.0

[[runs]]
cell = ["LSTM", "Elman"]
initial = "Keras"
delay = [3, 4]
seeds = 2
"""


CHOICE = """
first_seed = 7
[choose]
learning_rate = [0.001, 0.02]
first_seed = 1
seeds = 2
[all]
task = "recall"
hidden = 8
time = 6
batch = 32
steps = 300
[[runs]]
cell = ["LSTM", "Elman"]
seeds = 3
"""


def outcomes(path):
    return {(r.key, r.ended, r.batches) for r in load_results(path.with_name(RESULTS))}


def result(key, ended, batches, seconds, **where):
    return RunResult(
        key,
        **{"cell": "LSTM", "initial": "Keras", "delay": 5, "seed": 0} | where,
        ended=ended,
        batches=batches,
        seconds=seconds,
    )
