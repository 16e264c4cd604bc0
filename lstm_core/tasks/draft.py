"""A design while it is being drawn: two grids as they were typed, right or wrong, so that nothing is ever lost.

A draft is changed by making another one. It becomes a task by `task_of`, which says in a sentence what is wrong.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lstm_core.prose import read
from lstm_core.tasks.designed import designed
from lstm_core.tasks.grid import MOST_CHANNELS
from lstm_core.tasks.task import Task

Typed = tuple[tuple[str, ...], ...]  # steps, and in each of them what was typed for every channel
LONGEST_NAME, LONGEST_CHANNEL = 30, 20


@dataclass(frozen=True)
class Draft:
    """The grids may have more rows than steps: what lies below comes back if the pattern grows again."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    xs: Typed
    ys: Typed
    steps: int
    shift: int = 5
    noise: float = 0.0
    note: str = ""  # what a shipped example is about

    def but(self, **changes: Any) -> "Draft":
        """The same draft with something changed."""
        return replace(self, **changes)


def examples() -> dict[str, Draft]:
    """Drafts to begin from, by name."""
    return {row["name"]: _example(row) for row in read("designs")["design"]}


def draft_data(draft: Draft) -> dict[str, Any]:
    """A draft as plain JSON, to be kept; a shipped example's note is not the learner's."""
    rows = {"xs": [list(row) for row in draft.xs[: draft.steps]], "ys": [list(row) for row in draft.ys[: draft.steps]]}
    names = {"inputs": list(draft.inputs), "outputs": list(draft.outputs)}
    return names | rows | {"shift": draft.shift, "noise": draft.noise}


def read_draft(name: str, data: Mapping[str, Any]) -> Draft:
    """A draft from such data. Raises ValueError if no task of this name can be made of it."""
    try:
        cells = lambda rows: tuple(tuple(map(str, row)) for row in rows)
        xs, ys = cells(data["xs"]), cells(data["ys"])
        inputs, outputs = channels(", ".join(data["inputs"]), "input"), channels(", ".join(data["outputs"]), "output")
        if {len(row) for row in xs} != {len(inputs)} or {len(row) for row in ys} != {len(outputs)}:
            raise ValueError("every step has a cell for every channel")
        draft = Draft(inputs, outputs, xs, ys, len(xs), int(data["shift"]), float(data["noise"]))
    except (TypeError, KeyError, OverflowError) as error:
        raise ValueError("this is no draft") from error
    task_of(name, draft)
    return draft


def task_of(name: str, draft: Draft, taken: Sequence[str] = ()) -> Task:
    """The task of a draft. Raises ValueError with a sentence to act on; `taken`: names it may not have."""
    return designed(
        task_name(name, taken),
        draft.xs[: draft.steps],
        draft.ys[: draft.steps],
        shift=draft.shift,
        noise=draft.noise,
        inputs=draft.inputs,
        outputs=draft.outputs,
    )


def task_name(name: str, taken: Sequence[str] = ()) -> str:
    """A name as it may stand in lists and in file names."""
    tidy = " ".join(name.split())
    if not re.fullmatch(rf"[^\W\d_][\w+\- ]{{0,{LONGEST_NAME - 1}}}", tidy):
        raise ValueError(f"The name begins with a letter and has at most {LONGEST_NAME} letters and digits.")
    if tidy in taken:
        raise ValueError(f"There is a task called {tidy} already. Give yours another name.")
    return tidy


def of_length(draft: Draft, steps: int) -> Draft:
    """The draft with so many steps; new ones are empty."""
    filled = lambda rows, width: (*rows, *[("",) * width] * (steps - len(rows)))
    xs, ys = filled(draft.xs, len(draft.inputs)), filled(draft.ys, len(draft.outputs))
    return draft.but(xs=xs, ys=ys, steps=steps)


def with_channels(draft: Draft, inputs: Sequence[str], outputs: Sequence[str]) -> Draft:
    """The draft with these channels; a column goes along with its name, or into the place of one that has gone."""
    return draft.but(
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        xs=_moved(draft.xs, draft.inputs, inputs),
        ys=_moved(draft.ys, draft.outputs, outputs),
    )


def channels(text: str, kind: str) -> tuple[str, ...]:
    """Names typed with commas between them. Raises ValueError with a sentence if they cannot be used."""
    found = tuple(" ".join(name.split()) for name in text.strip().rstrip(",").split(","))
    if not 1 <= len(found) <= MOST_CHANNELS or not all(found):
        raise ValueError(f"Write 1 to {MOST_CHANNELS} {kind}s with commas between them, such as: store, value, recall.")
    for name in found:
        if not re.fullmatch(rf"[^\W_][\w+\-' ]{{0,{LONGEST_CHANNEL - 1}}}", name):
            raise ValueError(f"“{name[:LONGEST_CHANNEL]}” cannot be used; take at most {LONGEST_CHANNEL} letters.")
        if found.count(name) > 1:
            raise ValueError(f"There are two {kind}s called {name}; each needs a name of its own.")
    return found


def _moved(rows: Typed, before: Sequence[str], after: Sequence[str]) -> Typed:
    """The columns of `before`, in the order of `after`."""
    gone = iter([k for k, name in enumerate(before) if name not in after])
    places = [before.index(name) if name in before else next(gone, None) for name in after]
    return tuple(tuple("" if k is None else row[k] for k in places) for row in rows)


def _example(row: dict[str, Any]) -> Draft:
    """A draft from its picture, in which a dot is an empty cell."""
    sides = [line.split("|") for line in row["picture"].strip().splitlines()]
    cells = lambda side: tuple("" if word == "." else word for word in side.split())
    xs, ys = tuple(cells(left) for left, _ in sides), tuple(cells(right) for _, right in sides)
    names = tuple(row["inputs"]), tuple(row["outputs"])
    return Draft(*names, xs, ys, len(xs), noise=row.get("noise", 0.0), note=row["note"])
