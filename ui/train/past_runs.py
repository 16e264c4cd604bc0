"""The runs that have ended, to be compared and to be chosen again. They are in the log: a reload loses none of them."""

from __future__ import annotations

import base64
import datetime as dt
import math
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.common.creations import offered_cells, offered_tasks
from ui.common.learner_log import record, recorded
from ui.common.session import choose, session
from ui.common.text import literal
from ui.common.zone import zone
from ui.train import runs
from ui.train.choose import OURS, THEIRS
from ui.train.settings import PREFIX, WORDS, as_written

if TYPE_CHECKING:
    from lstm_core.exam.log.event import Event
    from lstm_core.training.finished import FinishedRun, Outcome

KIND = "run"
FIRST, MOST = 6, 30  # rows that are seen at once, and in all
SPARK = (96, 26)  # pixels of a curve


def write_down() -> None:
    """Write down what has ended since, on whatever page; once, even if two tabs take a run over in turn."""
    if not session().train.run_numbers:
        return
    race, ten = runs.current(), runs.ten_seeds()
    cells = [run.experiment.cell.name for run in race.runs]
    for lane, run in enumerate(race.runs):
        if run.done.is_set() and run.progress.step:
            _write([run], cells, f"{race.start.id} {lane}")
    if ten.runs and ten.ended and ten.runs[0].progress.step:
        _write(ten.runs, (), ten.start.id)


def _write(ended: Any, cells: Any, once: str) -> None:
    from lstm_core.training.finished import finished

    if once not in session().train.written:
        session().train.written.add(once)
        one = finished(ended, cells)
        record(KIND, one.task, one.data(), once=once)


def show() -> None:
    """A row for each, the latest first."""
    write_down()
    rows = [row for event in reversed(recorded(KIND, latest=MOST)) if (row := _read(event))]
    if not rows:
        return
    st.header("Runs so far", anchor=False)
    with st.container(gap="small", key="past_runs"):
        for number, (run, event) in enumerate(rows[:FIRST]):
            _row(number, run, event)
    if len(rows) > FIRST:
        with st.expander(f"{len(rows) - FIRST} earlier ones", icon=":material/history:"):
            for number, (run, event) in enumerate(rows[FIRST:], FIRST):
                _row(number, run, event)


def _read(event: Event) -> tuple[FinishedRun, Event] | None:
    from lstm_core.training.finished import read_finished

    try:
        return read_finished(event.item, event.data), event
    except ValueError:  # a log may come from anywhere
        return None


def _row(number: int, run: FinishedRun, event: Event) -> None:
    """How the loss went, what it was and how it ended, and the way back to its settings."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if run.losses:
            st.image(sparkline(run.losses), width=SPARK[0], alt=f"Loss from {run.losses[0]:g} to {run.losses[-1]:g}")
        seed = f"seed {run.outcomes[0].seed}" if len(run.outcomes) == 1 else f"{len(run.outcomes)} seeds"
        facts = [*unusual_settings(run), seed, f"{run.seconds:.2f} s of CPU", when(event.at)]
        st.markdown(f"{outcome(run)}  \n:small[{' · '.join(facts)}]", width="stretch")
        missing = _missing(run)
        st.button(
            "Choose its settings",
            icon=":material/restart_alt:",
            key=f"again {number}",
            type="tertiary",
            on_click=partial(choose, choices(run)) if not missing else None,
            disabled=bool(missing),
            help=f"{missing} was your own, and is not here any more." if missing else None,
        )


def outcome(run: FinishedRun) -> str:
    """Cell, task, and how far it got, in a line."""
    head = f"**{literal(run.cell)}**, {literal(run.task)}: "
    solved = sorted(one.batches for one in run.outcomes if one.solved)
    if len(run.outcomes) == 1:
        return head + _single(run.outcomes[0])
    slowest = f", the slowest after {solved[-1]:,} batches" if solved else ""
    return f"{head}**{len(solved)} of {len(run.outcomes)}** learnt it{slowest}"


def _single(one: Outcome) -> str:
    return f"learnt after **{one.batches:,}** batches" if one.solved else f"not learnt in {one.batches:,} batches"


def unusual_settings(run: FinishedRun) -> list[str]:
    """The settings in which it is not our recipe for its task: "units 5", "learning rate 0.001"."""
    found = []
    for name, value in run.unusual().items():
        if name in WORDS:
            found.append(f"{WORDS[name].lower()} {value if isinstance(value, str) else as_written(value)}")
    return found


def when(at: float) -> str:
    """The moment as the visitor's clock has it; the day, unless it is today."""
    moment, today = dt.datetime.fromtimestamp(at, zone()), dt.datetime.now(zone())
    day = "" if moment.date() == today.date() else f"{moment.day} {moment:%B} {moment.year}, "
    return f"{day}{moment:%H:%M}"


def choices(run: FinishedRun) -> dict[str, Any]:
    """What the widgets of the page are set to, so that it would train the same again."""
    from lstm_core.training.finished import LECTURE

    lecture = run.task.endswith(LECTURE)
    settings = {PREFIX + name: value for name, value in run.settings.items()}
    chosen = {"task": run.task.removesuffix(LECTURE), "cells": list(run.cells)}
    return chosen | {"recipe": THEIRS if lecture else OURS} | settings


def _missing(run: FinishedRun) -> str:
    """What of the learner's own it needs that is not here; "" if nothing."""
    wanted = choices(run)
    gone = [name for name in (wanted["task"],) if name not in offered_tasks()]
    gone += [name for name in run.cells if name not in offered_cells()]
    return literal(", ".join(gone))


@lru_cache(maxsize=200)
def sparkline(losses: tuple[float, ...]) -> str:
    """A curve of the loss as a small picture, on a logarithmic axis."""
    logs = [math.log10(max(loss, 1e-9)) for loss in losses]
    low, high = min(logs), max(max(logs), min(logs) + 0.1)
    width, height = SPARK
    xs = [2 + (width - 4) * k / max(len(logs) - 1, 1) for k in range(len(logs))]
    points = " ".join(
        f"{x:.1f},{2 + (height - 4) * (high - y) / (high - low):.1f}" for x, y in zip(xs, logs, strict=True)
    )
    line = f'<polyline points="{points}" fill="none" stroke="#2f86c5" stroke-width="2" stroke-linejoin="round"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{line}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
