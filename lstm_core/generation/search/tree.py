"""The tree of a beam search as DOT: what was kept, the best of what was dropped, and the way to the winner."""

import numpy as np

from lstm_core.generation.corpus import END
from lstm_core.generation.search.beam import Level, Search

DEEPEST = 12  # steps that still fit into a picture
_SHOWN = {" ": "␣", "\n": "↵", END: "end"}
_HEAD = (  # no arrowheads: time runs to the right, and a browser measures the outline of each
    "digraph beam {\n  rankdir=LR\n  edge [arrowhead=none]\n"
    '  node [shape=box fontname="Helvetica" fontsize=11 margin="0.08,0.04"]\n'
)
_STYLES = {  # how a node is drawn
    "best": 'class="best" style="bold"',
    "kept": 'class="kept"',
    "dropped": 'class="dropped" style="dashed" fontcolor="gray50" color="gray60"',
}


def to_dot(search: Search, depth: int = DEEPEST, dropped: int = 2) -> str:
    """The first `depth` steps; of every hypothesis the `dropped` most likely continuations that were not kept.

    On every line the probability of the symbol, at its end the symbol and the probability of all so far.
    """
    levels = search.levels[: max(1, min(depth, DEEPEST))]
    winners = _winners(levels)
    lines = ['  n0_0 [label="start" class="best" style="bold"]']
    for at, level in enumerate(levels, 1):
        before = levels[at - 2].totals if at > 1 else np.zeros(1)
        lines += _kept(search.symbols, at, level, winners[at - 1])
        lines += _dropped(search.symbols, at, level, before, dropped)
    return _HEAD + "\n".join(lines) + "\n}\n"


def _winners(levels: tuple[Level, ...]) -> list[int]:
    """The row of the best hypothesis of the last level, in every level."""
    row, rows = 0, []
    for level in reversed(levels):
        rows.append(row)
        row = int(level.parents[row])
    return rows[::-1]


def _kept(symbols: str, at: int, level: Level, winner: int) -> list[str]:
    lines = []
    for row, (parent, place, total) in enumerate(zip(level.parents, level.symbols, level.totals, strict=True)):
        style = _STYLES["best" if row == winner else "kept"]
        lines.append(_node(f"n{at}_{row}", symbols[place], float(total), style))
        lines.append(_line(f"n{at - 1}_{parent}", f"n{at}_{row}", float(level.offered[parent, place]), style))
    return lines


def _dropped(symbols: str, at: int, level: Level, before: np.ndarray, count: int) -> list[str]:
    """The best continuations that did not make it into the beam."""
    lines, taken = [], set(zip(level.parents.tolist(), level.symbols.tolist(), strict=True))
    for parent, offered in enumerate(level.offered):
        order = [int(place) for place in np.argsort(-offered, kind="stable") if (parent, int(place)) not in taken]
        for place in [place for place in order if np.isfinite(offered[place])][:count]:
            name, total = f"d{at}_{parent}_{place}", float(before[parent] + offered[place])
            lines.append(_node(name, symbols[place], total, f"shape=plain {_STYLES['dropped']}"))
            lines.append(_line(f"n{at - 1}_{parent}", name, float(offered[place]), _STYLES["dropped"]))
    return lines


def _node(name: str, symbol: str, log_p: float, style: str) -> str:
    return f'  {name} [label="{_quoted(symbol)}  {_number(log_p)}" {style}]'


def _line(start: str, end: str, log_p: float, style: str) -> str:
    return f'  {start} -> {end} [label="{_number(log_p)}" fontsize=9 {style}]'


def _number(log_p: float) -> str:
    """A probability with two digits that tell something."""
    return f"{np.exp(log_p):.2g}"


def _quoted(symbol: str) -> str:
    return _SHOWN.get(symbol, symbol).replace("\\", "\\\\").replace('"', '\\"')
