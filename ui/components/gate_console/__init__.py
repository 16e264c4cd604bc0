"""The gate console in the browser: strips to paint, and plots of what the cell made of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES, role
from lstm_core.figure.svg import palette
from lstm_core.latex import FAU, Convention, plain_letter
from lstm_core.mistakes import say
from lstm_core.run.challenges import GoalResult
from lstm_core.run.manual_gates import STEPS, Program, acts_only_inside, additive_state, boxes, value_range
from ui.components import script, source

LIMITS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0)  # of a plot's scale; no shipped cell leaves the last
HTML = """
<div class="console">
  <p class="how">Drag across a strip to paint it. <span class="keys">With Shift the line stays level.</span></p>
  <div class="board"></div>
  <p class="keys" id="keys">Keys on a strip: <kbd>← →</kbd> step, <kbd>↑ ↓</kbd> value, <kbd>Alt ↑ ↓</kbd> fine,
  <kbd>0</kbd> to <kbd>9</kbd> tenths, <kbd>Page ↑ ↓</kbd> open and shut, <kbd>Shift →</kbd> carries the value on.</p>
</div>
"""
HUES = " ".join(f"--{name}-hue: {role.hue};" for name, role in ROLES.items())
WORDS = {"memory": "memory", "output": "hidden state"}
Steps = Sequence[Mapping[str, float]]

_CONSOLE = st.components.v2.component(
    "gate_console",
    html=HTML,
    css=source("gate_console/gate_console.css"),
    js=script("gate_console/gate_console.js"),
)


def painted_program(key: str) -> Any:
    """What the learner painted last, unchecked, as the browser sent it: {"rev", "turn", "program"}; else None."""
    return st.session_state.get(key, {}).get("program")


def gate_console(
    cell: Cell,
    program: Program,
    steps: Steps,
    verdicts: Sequence[GoalResult],
    *,
    key: str,
    rev: str,
    turn: int,
    without: Steps | None = None,
    convention: Convention = FAU,
) -> None:
    """Show a program and what the cell made of it. Read what is painted with `painted_program` before this is called.

    A new `rev` puts `program` on the board; else it is taken over only if `turn` is that of the last
    stroke, so that quick strokes are never undone. `without` is the same run of the cell as it should be.
    """
    _CONSOLE(
        key=key,
        data={
            "rev": rev,
            "turn": turn,
            "steps": STEPS,
            "program": program,
            "strips": [_strip(cell, box, convention) for box in boxes(cell)],
            "plots": [_plot(cell, state, steps, without, verdicts, convention) for state in _states(cell)],
            "legend": _legend(cell, verdicts, without is not None, convention),
            "palette": {theme: f"{palette(theme)} {HUES}" for theme in ("light", "dark")},
        },
        on_program_change=lambda: None,
    )


def _states(cell: Cell) -> list[str]:
    """The memory first, as it lies above the hidden state in the figure."""
    return sorted(cell.states.values(), key=lambda new: role(cell, new) != "memory")


def _strip(cell: Cell, box: str, convention: Convention) -> dict[str, Any]:
    low, high = value_range(cell, box)
    words = say(cell, box).removeprefix("the ") if cell[box].meaning else cell.role(box)
    labels = {"name": box, "letter": plain_letter(cell, box, convention), "words": words, "role": role(cell, box)}
    inside = ", ".join(plain_letter(cell, other, convention) for other in acts_only_inside(cell, box))
    return labels | {"low": low, "high": high, "idle": f"acts only inside {inside}" if inside else ""}


def _plot(
    cell: Cell, state: str, steps: Steps, without: Steps | None, verdicts: Sequence[GoalResult], convention: Convention
) -> dict[str, Any]:
    goals = [_band(verdict) for verdict in verdicts if verdict.goal.node == state]
    values = [step[state] for step in steps]
    ghost = [step[state] for step in without] if without else None
    targets = [target for goal in goals for target in goal["targets"]]
    peak = max(map(abs, [*values, *(ghost or ()), *targets]))
    limit = next((limit for limit in LIMITS if peak <= limit + 1e-9), round(peak))
    return {
        "letter": plain_letter(cell, state, convention),
        "words": WORDS[role(cell, state)],
        "role": role(cell, state),
        "low": -limit,
        "high": limit,
        "values": values,
        "ghost": ghost,
        "goals": goals,
    }


def _band(verdict: GoalResult) -> dict[str, Any]:
    goal = verdict.goal
    targets = [goal.target(step) for step in range(goal.first, goal.last + 1)]
    return {"first": goal.first, "targets": targets, "within": goal.within, "missed": verdict.missed}


def _legend(
    cell: Cell, verdicts: Sequence[GoalResult], squashed: bool, convention: Convention
) -> list[tuple[str, str]]:
    """Rows of (class name, words) for what is on the plots now."""
    rows = [
        (role(cell, state), f"{plain_letter(cell, state, convention)}, {WORDS[role(cell, state)]}")
        for state in _states(cell)
    ]
    if squashed:
        rows.append(("without", f"without the tanh on the {plain_letter(cell, additive_state(cell), convention)} line"))
    if verdicts:
        rows += [("goal", "goal"), ("done", "goal reached"), ("miss", "first step that misses it")]
    return rows
