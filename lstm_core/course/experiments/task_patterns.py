"""Which tasks read one thing and which a sequence, and what they answer with: a game of sorting, as data."""

from dataclasses import dataclass
from functools import cache

from lstm_core.prose import read
from lstm_core.prose.data import build


@dataclass(frozen=True)
class TaskCard:
    """A task to be sorted."""

    task: str
    pattern: str  # a key of `patterns`
    because: str


def patterns() -> dict[str, str]:
    """The patterns of input and output, and what each of them means."""
    return dict(read("patterns")["patterns"])


@cache
def cards() -> tuple[TaskCard, ...]:
    """The tasks, in the order in which they are asked. Raises ValueError for a pattern that does not exist."""
    found = tuple(build(TaskCard, f"patterns.toml, card {k}", row) for k, row in enumerate(read("patterns")["card"], 1))
    for card in found:
        if card.pattern not in patterns():
            raise ValueError(f"patterns.toml: “{card.task}” has the pattern {card.pattern!r}, which is not listed")
    return found


def feedback(card: TaskCard, picked: str) -> str:
    """What is said about a choice: why it is right, or what it would mean."""
    if picked == card.pattern:
        return f"Right. {card.because}"
    return f"Not quite: *{picked}* would mean that {patterns()[picked]}. {card.because}"
