"""How far each cell remembers, in sentences; every number in them is counted from the rows of a sweep."""

import math
from collections.abc import Iterable, Sequence

from lstm_core.training.sweep import SeedSummary

STARTS = {
    "chrono": "gate biases that fit the delay (chrono)",
    "Keras": "Keras’s start",
    "PyTorch": "PyTorch’s start",
}

SIGMA = 1 / (1 + math.exp(-1))  # a forget gate whose bias is 1


def reach(rows: Iterable[SeedSummary], cell: str, initial: str) -> int:
    """The longest delay up to which every seed solved it; 0 if they did not even at the shortest."""
    furthest = 0
    for row in sorted(_of(rows, cell, initial), key=lambda row: row.delay):
        if row.solved < row.of:
            break
        furthest = row.delay
    return furthest


def lstm(rows: Sequence[SeedSummary]) -> str:
    """That the bias decides."""
    return (
        "**The bias of the gates decides how far the LSTM sees.** "
        f"All seeds solve it {_list_of(rows, 'LSTM')}. A forget gate of σ(1) = {SIGMA:.2f} leaves one part in "
        f"{SIGMA**-50 / 1e6:.0f} million of a memory after 50 steps: too little to learn from."
    )


def elman(rows: Sequence[SeedSummary]) -> str:
    """Where Elman's net does not fail though an LSTM may, and where it does."""
    mine = sorted(_of(rows, "Elman", "Keras"), key=lambda row: row.delay)
    fine = [str(row.delay) for row in mine if row.solved == row.of]
    good = f"every seed solves it at {_and('a delay of ' + fine[0], *fine[1:])}" if fine else "but no delay is safe"
    words = f"**Elman’s net does not fail as early as books say**: started orthogonally and clipped, {good}."
    behind = [row for row in rows if row.cell == "LSTM" and str(row.delay) in fine[-1:] and row.solved < row.of]
    if behind:
        counts = _and(*(f"{row.solved} of {row.of} with {STARTS[row.initial]}" for row in behind))
        words += f" At {fine[-1]}, of the LSTM only {counts} do."
    rest = [f"{row.solved or 'none'} of {row.of} at {row.delay}" for row in mine if row.solved < row.of]
    return words + (f" Further on, the batches it was given are too few for most: {_and(*rest)}." if rest else "")


def gru(rows: Sequence[SeedSummary]) -> str:
    """That the same holds for the GRU."""
    far = _list_of(rows, "GRU (PyTorch)")
    return f"**The GRU** keeps by a gate as well, and its bias matters too: all seeds solve it {far}."


def parted(rows: Iterable[SeedSummary], least: int) -> tuple[list[SeedSummary], list[str]]:
    """Rows of nets that have at least so many seeds at every delay, and the names of the other nets."""
    rows = list(rows)
    delays = {row.delay for row in rows}
    nets = {(row.cell, row.initial): [one for one in rows if _same_net(one, row)] for row in rows}
    whole = {net for net, own in nets.items() if len(own) == len(delays) and all(row.of >= least for row in own)}
    return [row for row in rows if (row.cell, row.initial) in whole], [
        ", ".join(net) for net in nets if net not in whole
    ]


def thin(rows: Sequence[SeedSummary], due: int) -> str:
    """How many seeds there are per point, and at how many points they are fewer than due."""
    fewer = [row.of for row in rows if row.of < due]
    if not fewer:
        return f"Every point counts {due} seeds."
    return f"Points count {due} seeds, {len(fewer)} of the {len(rows)} only {min(fewer)} or more, as written in them."


def stopped(rows: Iterable[SeedSummary]) -> str:
    """How many runs were ended by the clock rather than by failing."""
    rows = list(rows)
    late, total = sum(row.out_of_time for row in rows), sum(row.of for row in rows)
    if not late:
        return f"None of the {total} runs was stopped by the clock."
    return (
        f"{late} of the {total} runs were stopped by the clock before they had used up their batches. Of these we "
        "cannot say that the net would not have learnt it, only that it had not yet."
    )


def _same_net(one: SeedSummary, other: SeedSummary) -> bool:
    return (one.cell, one.initial) == (other.cell, other.initial)


def _of(rows: Iterable[SeedSummary], cell: str, initial: str) -> list[SeedSummary]:
    return [row for row in rows if (row.cell, row.initial) == (cell, initial)]


def _list_of(rows: Sequence[SeedSummary], cell: str) -> str:
    """ "up to a delay of 200 with …, up to 10 with … and up to 5 with …"."""
    there = [initial for initial in STARTS if _of(rows, cell, initial)]
    found = [(reach(rows, cell, initial), STARTS[initial]) for initial in there]
    return _and(*(f"up to a delay of {far} with {how}" if far else f"at no delay with {how}" for far, how in found))


def _and(*parts: str) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
