"""What the figures are drawn from: a point for every row, the learner's among them, and the same in words."""

from collections.abc import Iterable, Sequence

from lstm_core.training.sweep import SeedSummary

Point = dict[str, str | float | int | None]


def with_yours(rows: Iterable[SeedSummary], yours: Iterable[SeedSummary]) -> list[Point]:
    """A point for every tile, what the learner got written on it; a delay only they have leaves blank tiles."""
    points = {(name(row), row.delay): point(row) for row in rows}
    for row in yours:
        where = (name(row), row.delay)
        words = f"yours {row.solved}/{row.of}" if where in points else "yours"
        points.setdefault(where, point(row))["yours"] = words
    nets, delays = dict.fromkeys(net for net, _ in points), dict.fromkeys(delay for _, delay in points)
    blank = [(net, delay) for net in nets for delay in delays if (net, delay) not in points]
    return [*points.values(), *(Point(net=net, delay=delay, seeds="", yours="") for net, delay in blank)]


def point(row: SeedSummary) -> Point:
    """A row as the figures need it."""
    first, third = row.quartiles or (None, None)
    return {
        "net": name(row),
        "cell": row.cell,
        "start": row.initial,
        "delay": row.delay,
        "learning rate": row.learning_rate,
        "seeds": f"{row.solved}/{row.of}",
        "yours": "",
        "share": row.solved / row.of,
        "batches": row.batches,
        "first quartile": first,
        "third quartile": third,
    }


def name(row: SeedSummary) -> str:
    """A cell and how it starts."""
    return f"{row.cell}, {row.initial}"


def timed(row: SeedSummary) -> str:
    """How long it took, for a row that was solved."""
    return f"{name(row)} at a delay of {row.delay}, {row.batches:,g} batches"


def in_words(rows: Sequence[SeedSummary]) -> str:
    """Every row of the figure as a sentence."""
    nets = dict.fromkeys(name(row) for row in rows)
    found = {net: [f"{row.solved} of {row.of} at {row.delay}" for row in rows if name(row) == net] for net in nets}
    return " ".join(f"{net}: {', '.join(counts)}." for net, counts in found.items())
