"""The same thing in several sets of letters, and letters that mean several things: `prose/symbols.toml`."""

from dataclasses import dataclass
from functools import cache

from lstm_core.figure.explain import cite
from lstm_core.prose import read
from lstm_core.prose.data import build


@dataclass(frozen=True)
class Symbol:
    """One thing in every set of letters; "" where it has none. LaTeX stands in $...$."""

    means: str
    fau: str
    pytorch: str
    keras: str
    d2l: str
    others: str


@dataclass(frozen=True)
class Pitfall:
    """A sign that is easily taken for another."""

    sign: str
    says: str
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        for reference in self.cites:
            cite(reference)


@cache
def symbols() -> tuple[Symbol, ...]:
    """The rows of the table."""
    return tuple(build(Symbol, f"symbols.toml, row {k}", row) for k, row in enumerate(read("symbols")["row"], 1))


@cache
def pitfalls() -> tuple[Pitfall, ...]:
    """Signs to be careful with."""
    rows = enumerate(read("symbols")["pitfall"], 1)
    return tuple(build(Pitfall, f"symbols.toml, pitfall {k}", row) for k, row in rows)
