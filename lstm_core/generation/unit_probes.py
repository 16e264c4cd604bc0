"""What single units follow: their correlation with facts about the place in the text.

Karpathy, Johnson and Fei-Fei (2015) found units that were on inside quotes; here every unit is asked, for every fact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_core.generation.model import SymbolNet


@dataclass(frozen=True)
class UnitCorrelation:
    """A unit and how well it follows a fact: r from −1 to 1."""

    fact: str
    unit: int
    r: float


def correlations(net: SymbolNet, text: str) -> dict[str, np.ndarray]:
    """Pearson's r between h of every unit and every fact that varies in this text: {fact: (hidden,)}."""
    hs = net.states(text)
    return {
        fact: _pearson(hs, values)
        for fact, values in facts(text).items()
        if len(values) > 1 and float(values.std()) > 0
    }


def best_units(net: SymbolNet, text: str, count: int = 3) -> list[UnitCorrelation]:
    """For every fact the units that follow it best, either way round."""
    return [
        UnitCorrelation(fact, int(unit), float(rs[unit]))
        for fact, rs in correlations(net, text).items()
        for unit in np.argsort(-np.abs(rs), kind="stable")[:count]
    ]


def facts(text: str) -> dict[str, np.ndarray]:
    """Every fact about the place after each character: {fact: (time,)}."""
    return {name: np.array(measure(text), dtype=np.float64) for name, measure in FACTS.items()}


def _inside_bar(text: str) -> list[bool]:
    """Whether this is music and not a line of the header."""
    return [not header for header in _in_header(text)]


def _in_header(text: str) -> list[bool]:
    """Whether the line begins like M:6/8; its new line belongs to it."""
    found: list[bool] = []
    for line in text.splitlines(keepends=True):
        found += [len(line) > 1 and line[0].isalpha() and line[1] == ":"] * len(line)
    return found


def _inside_quotes(text: str) -> list[bool]:
    """Whether a quotation mark is open; “ opens and ” closes, and \" does both in turn."""
    inside, found = False, []
    for symbol in text:
        inside = {'"': not inside, "“": True, "”": False}.get(symbol, inside)
        found.append(inside)
    return found


def _position_in_bar(text: str) -> list[int]:
    """Characters since the last bar line; 0 in the header."""
    since, found = 0, []
    for symbol, header in zip(text, _in_header(text), strict=True):
        since = 0 if header or symbol in "|\n∎" else since + 1
        found.append(since)
    return found


def _position_in_line(text: str) -> list[int]:
    """Characters since the last new line."""
    since, found = 0, []
    for symbol in text:
        since = 0 if symbol == "\n" else since + 1
        found.append(since)
    return found


FACTS: dict[str, Callable[[str], list]] = {
    "inside a bar": _inside_bar,
    "position in the bar": _position_in_bar,
    "inside quotes": _inside_quotes,
    "position in the line": _position_in_line,
    "a bar line": lambda text: [symbol in "|:]" for symbol in text],
}


def _pearson(hs: np.ndarray, values: np.ndarray) -> np.ndarray:
    """r of every column of hs, (time, hidden), with values, (time,); 0 for a unit that never moves."""
    hs = hs.astype(np.float64) - hs.mean(axis=0)
    values = values - values.mean()
    norms = np.sqrt((hs**2).sum(axis=0) * (values**2).sum())
    return np.asarray(np.where(norms > 1e-12, values @ hs / np.maximum(norms, 1e-12), 0.0))
