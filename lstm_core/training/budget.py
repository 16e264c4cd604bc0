"""What one run may cost on a shared machine: numbers kept in memory, and work that cannot be paused.

The experiment bounds every setting by itself; here it is their product that counts, since 128 units, 600 steps and
512 sequences are fine one by one but take gigabytes together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lstm_core.tasks import FRESH
from lstm_core.tasks.watch import WATCHED
from lstm_core.training.experiment import Experiment
from lstm_core.training.loss_weights import CHUNK

KEPT = 12_000_000  # numbers of four bytes that one update may keep
NUMBER = 4  # bytes
COPIES = 5  # of the weights: themselves, their gradients, what Adam remembers, the last good ones
GLANCE = 100  # fresh sequences that suffice to see that a net is not there yet; it is solved on FRESH only
BOTH_WAYS = 2  # a compiled layer has a work array for every value on its way there, and on its way back


@dataclass(frozen=True)
class Budget:
    """One kind of cost, the most that is allowed, and what to do about it."""

    cost: Callable[[Experiment], int]
    most: int
    words: str
    advice: str


def numbers_kept(experiment: Experiment, sequences: int) -> int:
    """How many numbers a pass over so many sequences keeps: every node of every unit at every step."""
    units = sum(hidden for _, hidden in experiment.sizes)
    return experiment.time * sequences * units * len(experiment.cell.nodes)


def _random_numbers(e: Experiment) -> int:
    return CHUNK * e.batch * e.time * (len(e.task_spec.inputs) + 2 * len(e.task_spec.outputs))


def _products(e: Experiment, sequences: int) -> int:
    return e.time * sequences * sum(e.cell.parameters(*size) for size in e.sizes)


BUDGETS: tuple[Budget, ...] = (
    Budget(
        lambda e: numbers_kept(e, e.batch),
        KEPT,
        "numbers to be kept for one update",
        "Take fewer units, steps or sequences",
    ),
    Budget(_random_numbers, 10_000_000, "numbers drawn at once", "Take fewer steps or sequences per batch"),
    Budget(
        lambda e: _products(e, e.batch), 300_000_000, "products in one update", "Take fewer units, steps or sequences"
    ),
    Budget(
        lambda e: _products(e, FRESH),
        4_000_000_000,
        f"products to judge the net on {FRESH:,} sequences",
        "Take fewer units or fewer steps per sequence",
    ),
)


def check(experiment: Experiment) -> None:
    """Raise ValueError, with a sentence that says what to make smaller, for a run that is too large for a server."""
    for budget in BUDGETS:
        cost = budget.cost(experiment)
        if cost > budget.most:
            raise ValueError(
                f"This net is too large to be trained here: {cost:,} {budget.words}, and {budget.most:,} are allowed. "
                f"{budget.advice}."
            )


def memory(experiment: Experiment) -> int:
    """About how many bytes a net takes that is ready to go on: its batches, weights and work arrays."""
    e = experiment
    drawn = CHUNK * e.batch * e.time * (len(e.task_spec.inputs) + len(e.task_spec.outputs) + 1)
    weights = COPIES * sum(e.cell.parameters(*size) for size in e.sizes)
    shapes = () if e.by_kernel else (e.batch, WATCHED, affordable(e, GLANCE))
    return NUMBER * (drawn + weights + BOTH_WAYS * sum(numbers_kept(e, sequences) for sequences in shapes))


def affordable(experiment: Experiment, sequences: int, numbers: int = KEPT) -> int:
    """How many of so many sequences fit into memory at once; one at least."""
    return max(1, min(sequences, numbers // max(numbers_kept(experiment, 1), 1)))
