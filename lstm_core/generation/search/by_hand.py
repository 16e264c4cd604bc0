"""Greedy search and a beam of two, played by hand over two steps: small tables, and what is said about each answer."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from lstm_core.generation.search.beam import Search, beam
from lstm_core.generation.search.decoding import greedy
from lstm_core.generation.search.toy_table import WORKED, ProbabilityTable
from lstm_core.prose.text import listed
from lstm_core.run.answers import Trap

WIDTH, STEPS = 2, 2
TABLES = (  # the lecture's; both of one parent; the best is missed; greedy is right
    WORKED,
    ProbabilityTable("ABC", {"": (0.6, 0.3, 0.1), "A": (0.5, 0.45, 0.05), "B": (0.8, 0.1, 0.1), "C": (0.4, 0.3, 0.3)}),
    ProbabilityTable(
        "ABC", {"": (0.4, 0.35, 0.25), "A": (0.4, 0.35, 0.25), "B": (0.5, 0.3, 0.2), "C": (0.9, 0.05, 0.05)}
    ),
    ProbabilityTable(
        "ABC", {"": (0.2, 0.5, 0.3), "A": (0.6, 0.3, 0.1), "B": (0.15, 0.7, 0.15), "C": (0.3, 0.25, 0.45)}
    ),
)


@dataclass(frozen=True)
class Said:
    """What is said about an answer."""

    right: bool
    text: str


def searched(table: ProbabilityTable) -> Search:
    """The beam that is played."""
    return beam(table, WIDTH, STEPS)


def candidates(table: ProbabilityTable) -> dict[str, tuple[float, float]]:
    """Every continuation of the two best beginnings: {"BA": (p of B, p of A after B)}."""
    kept = [found.text for found in searched(table).kept(1)]
    return {start + symbol: (_p(table, start), _p(table, start + symbol)) for start in kept for symbol in table.symbols}


def about_greedy(table: ProbabilityTable, said: str) -> Said:
    """A sequence that should be the greedy one, symbol by symbol."""
    due = greedy(table, STEPS)
    for k, (mine, right) in enumerate(zip(said, due, strict=False)):
        if mine != right:
            now = f"{right} has {_p(table, due[: k + 1]):g} here, {mine} has {_p(table, due[:k] + mine):g}"
            ahead = " Looking ahead is just what greedy search does not do." if k == 0 else ""
            return Said(False, f"Not yet. Greedy search takes the most likely symbol of this moment: {now}.{ahead}")
    if len(said) < STEPS:
        return Said(False, f"Yes, {said}. And after {said}?")
    first, second = _p(table, due[0]), _p(table, due)
    return Said(True, f"Right: {due}, with probability {first:g} · {second:g} = {first * second:.3g}.")


def about_first(table: ProbabilityTable, said: Collection[str]) -> Said:
    """The beginnings kept after one step."""
    due = {found.text for found in searched(table).kept(1)}
    if set(said) == due:
        return Said(True, f"Right. {listed(sorted(due))} go on, everything else is dropped for good.")
    return Said(False, f"Not yet. After one step the two most likely symbols stay: compare {_numbers(table, '')}.")


def about_second(table: ProbabilityTable, said: Collection[str]) -> Said:
    """The sequences kept after two steps; a typical mistake is recognised by what it keeps."""
    found = candidates(table)
    due = {kept.text for kept in searched(table).kept(2)}
    if set(said) == due:
        return Said(True, f"Right: {', '.join(f'{text} has {_product(found, text):.3g}' for text in _best(found))}.")
    if set(said) == _each(found):
        return Said(False, "Not yet. You kept the best of each beginning. A beam keeps the best two of all six.")
    if set(said) == set(sorted(found, key=lambda text: -found[text][1])[:WIDTH]):
        return Said(False, "Not yet. You compared the last factor only. The whole product counts.")
    if greedy(table, STEPS) in set(said) - due:
        return Said(False, "Not yet. The greedy sequence has no right to stay. Multiply out all six.")
    return Said(False, "Not yet. Multiply along every way, then keep the two largest of all six products.")


def winner(table: ProbabilityTable) -> tuple[str, float, list[Trap]]:
    """The sequence the beam ends with, its probability, and the values of typical mistakes."""
    best = searched(table).best
    first, second = candidates(table)[best.text]
    traps = [
        Trap(second, "the last factor alone: what came before it has to be multiplied in"),
        Trap(first, "the first factor alone: the second step has to be multiplied in"),
        Trap(first + second, "a sum: probabilities along a way are multiplied"),
        Trap(greedy_p(table), "the sequence of greedy search"),
    ]
    return best.text, best.probability, [trap for trap in traps if abs(trap.value - best.probability) > 0.005]


def greedy_p(table: ProbabilityTable) -> float:
    """The probability of the greedy sequence."""
    due = greedy(table, STEPS)
    return _p(table, due[0]) * _p(table, due)


def _p(table: ProbabilityTable, text: str) -> float:
    """The probability of the last symbol after those before it."""
    return table.rows[text[:-1]][table.symbols.index(text[-1])]


def _best(found: dict[str, tuple[float, float]]) -> list[str]:
    return sorted(found, key=lambda text: -_product(found, text))[:WIDTH]


def _each(found: dict[str, tuple[float, float]]) -> set[str]:
    """The best continuation of every beginning."""
    starts = dict.fromkeys(text[:-1] for text in found)
    return {max((text for text in found if text[:-1] == start), key=lambda text: found[text][1]) for start in starts}


def _product(found: dict[str, tuple[float, float]], text: str) -> float:
    return float(np.prod(found[text]))


def _numbers(table: ProbabilityTable, start: str) -> str:
    return ", ".join(f"{symbol} {_p(table, start + symbol):g}" for symbol in table.symbols)
