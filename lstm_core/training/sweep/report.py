"""How far each cell remembers, in sentences; every number in them is counted from the rows of a sweep."""

import math
from collections.abc import Iterable, Sequence

from lstm_core.prose.text import listed
from lstm_core.training.sweep.results import SeedSummary

TASK = "recall with distractors"  # of the grid behind the page on delays and lesson 8
STARTS = {
    "chrono": "gate biases that fit the delay (chrono)",
    "Keras": "Keras’s start",
    "PyTorch": "PyTorch’s start",
}
SIGMA = 1 / (1 + math.exp(-1))  # a forget gate whose bias is 1


def reach(rows: Iterable[SeedSummary], cell: str, initial: str) -> int:
    """The longest delay up to which every seed solved it; 0 if they did not even at the shortest."""
    furthest = 0
    for row in _of(rows, cell, initial):
        if row.solved < row.of:
            break
        furthest = row.delay
    return furthest


def compare(row: SeedSummary, other: SeedSummary) -> int:
    """1 if the first did clearly better, −1 if the other one did, 0 if the seeds do not decide it.

    More seeds count if the intervals of the two shares do not overlap; if every seed of both solves it, fewer batches
    count if the quartiles do not overlap.
    """
    if row.interval[0] > other.interval[1] or other.interval[0] > row.interval[1]:
        return 1 if row.solved / row.of > other.solved / other.of else -1
    if row.solved == row.of and other.solved == other.of and row.quartiles and other.quartiles:
        return (row.quartiles[1] < other.quartiles[0]) - (other.quartiles[1] < row.quartiles[0])
    return 0


def lstm(rows: Sequence[SeedSummary]) -> str:
    """That the bias decides."""
    return (
        "**The bias of the gates decides how far the LSTM remembers.** "
        f"All seeds solve it {_list_of(rows, 'LSTM')}. A forget gate of σ(1) = {SIGMA:.2f} leaves one part in "
        f"{SIGMA**-50 / 1e6:.0f} million of a memory after 50 steps, so training has to open it first: with Keras’s "
        f"start {_counts([row for row in _of(rows, 'LSTM', 'Keras') if row.delay >= 50])} manage that."
    )


def gru(rows: Sequence[SeedSummary]) -> str:
    """That the same holds for the GRU."""
    return f"**The GRU** keeps by a gate as well, and its bias matters too: all seeds solve it {_list_of(rows, 'GRU')}."


def elman(rows: Sequence[SeedSummary], initial: str = "Keras") -> str:
    """How far Elman's net gets, and where it is ahead of a LSTM that was started and tuned in the same way."""
    pairs = list(zip(_of(rows, "Elman", initial), _of(rows, "LSTM", initial), strict=True))
    return f"**Elman’s net** {_successes([row for row, _ in pairs])} {_against(pairs)}"


def _successes(rows: Sequence[SeedSummary]) -> str:
    """Where every seed solves it, and how many do elsewhere."""
    all_of = [str(row.delay) for row in rows if row.solved == row.of]
    fewer = [row for row in rows if row.solved < row.of]
    good = f"solves it with every seed at a delay of {listed(all_of)}" if all_of else "is safe at no delay"
    return f"{good}{'; with ' + _counts(fewer) if fewer else ''}."


def _counts(rows: Iterable[SeedSummary]) -> str:
    """ "4 of 20 at 50 and none at 100 and 200"."""
    rows = list(rows)
    none = [str(row.delay) for row in rows if not row.solved]
    some = [f"{row.solved} of {row.of} at {row.delay}" for row in rows if row.solved]
    return listed([*some, *([f"none at {listed(none)}"] if none else [])])


def _against(pairs: Sequence[tuple[SeedSummary, SeedSummary]]) -> str:
    """Where the first of each pair is ahead, and where the second."""
    ahead = [
        f"{_result(row)} against {_result(other)} at {row.delay}" for row, other in pairs if compare(row, other) > 0
    ]
    behind = [
        f"{_result(other)} against {_result(row)} at {row.delay}" for row, other in pairs if compare(row, other) < 0
    ]
    if not ahead and not behind:
        return "Against an LSTM started and tuned in the same way, no delay decides it."
    words = [f"it is ahead of the LSTM with {listed(ahead)}" if ahead else "it is nowhere clearly ahead of the LSTM"]
    words += [f"the LSTM is ahead with {listed(behind)}"] if behind else []
    return f"Started and tuned in the same way, {listed(words)}."


def _result(row: SeedSummary) -> str:
    """Seeds, or batches if all of them solved it."""
    if row.solved < row.of or row.batches is None:
        return f"{row.solved} of {row.of} seeds"
    return f"{row.batches:g} batches"


def unsolved(rows: Iterable[SeedSummary], steps: int) -> str:
    """How many runs used up their batches, and what that means."""
    rows = list(rows)
    failed, total = sum(row.of - row.solved for row in rows), sum(row.of for row in rows)
    if not failed:
        return f"All {total:,} runs solved it."
    return (
        f"{failed:,} of the {total:,} runs had not solved it after {steps:,} batches. Of these we cannot say that the "
        "net would never learn it, only that it had not yet."
    )


def seeds_per_point(rows: Iterable[SeedSummary]) -> str:
    """How many seeds there are per point."""
    counts = sorted({row.of for row in rows})
    return (
        f"Every point counts {counts[0]} seeds."
        if len(counts) == 1
        else f"Points count {listed(map(str, counts))} seeds."
    )


def _of(rows: Iterable[SeedSummary], cell: str, initial: str) -> list[SeedSummary]:
    """The rows of one net, by delay."""
    mine = [row for row in rows if (row.cell, row.initial) == (cell, initial)]
    return sorted(mine, key=lambda row: row.delay)


def _list_of(rows: Sequence[SeedSummary], cell: str) -> str:
    """ "up to a delay of 200 with …, up to 10 with … and up to 5 with …"."""
    reached = [(reach(rows, cell, initial), how) for initial, how in STARTS.items() if _of(rows, cell, initial)]
    return listed(f"up to a delay of {far} with {how}" if far else f"at no delay with {how}" for far, how in reached)
