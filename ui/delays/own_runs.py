"""The learner's own experiments beside a sweep: how they ended, what to say of them, and how to take them along."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.training.sweep import RunPlan, RunResult, experiment_of, key_of, line_of, read_row, result_of, row_of
from ui.common.learner_log import record, recorded
from ui.common.run_slot import RunSlot
from ui.common.session import session
from ui.train.runs import RACE_NUMBERS, Race, new_run

if TYPE_CHECKING:
    from lstm_core.training.run import Run

KIND, WITHOUT = "delay", "without"  # events: a result, or that the figures are to be without those before
MOST = 200  # results that are shown
_SLOT: RunSlot[Run] = RunSlot("own experiment", RACE_NUMBERS)


def current() -> Race:
    """The experiment that was started last, as a race of one."""
    return Race(_SLOT.number, _SLOT.current())


def start(plan: RunPlan, cells: Mapping[str, Cell], speed: str) -> None:
    """Begin an experiment; it may use as many batches as those of the sweep.

    Raises ValueError with a sentence if it is too large or the trainer is full.
    """
    run = new_run(experiment_of(plan, cells), speed)
    _SLOT.start([run], (key_of(plan, cells), plan))


def asked() -> tuple[str, RunPlan] | None:
    """Key and plan of the experiment that is there; None if there is none."""
    found: tuple[str, RunPlan] | None = _SLOT.about
    return found


def results() -> list[RunResult]:
    """All that the learner's experiments came to, the one that has just ended among them."""
    race, about, found = current(), asked(), session().delays.results
    _catch_up(found)
    if race.runs and about and (ended := how_it_ended(race.runs[0])):
        run, (key, plan) = race.runs[0], about
        if key not in found:
            found[key] = result_of(key, plan, ended, run.progress.step, run.cpu)
            record(KIND, key, row_of(found[key]))
    return list(found.values())


def _catch_up(found: dict[str, RunResult]) -> None:
    """What the log has of before a reload and of other tabs, since the figures were to be without them."""
    for event in recorded(KIND, latest=MOST):
        if event.item == WITHOUT:
            found.clear()
        else:
            with suppress(ValueError):  # a log may come from anywhere
                result = read_row(event.data)
                found[result.key] = result


def how_it_ended(run: Run) -> str:
    """As a sweep says it; "" while a run goes on, or if it was stopped by hand, which is no result."""
    progress = run.progress
    if not run.done.is_set():
        return ""
    if progress.solved or run.out_of_time:
        return "solved" if progress.solved else "seconds"
    if progress.problem:
        return "diverged"
    return "batches" if progress.step == run.experiment.steps else ""


def conclusion(run: Run, result: RunResult | None, theirs: Mapping[str, RunResult]) -> str:
    """What came of the experiment that is watched, and whether the sweep has it too."""
    if not run.done.is_set():
        return "It may use as many batches as every experiment of the sweep."
    if result is None:
        return "You stopped it, so it does not count. **Train it** begins again."
    said = f"**{_outcome(result)}** It is marked as yours in the figures above."
    twin = theirs.get(result.key)
    if twin is None:
        return said
    if (twin.ended, twin.batches) == (result.ended, result.batches):
        return f"{said} The sweep has trained this very experiment, and it went the same way: the seed decides."
    return f"{said} The sweep has trained this very experiment: {_outcome(twin)}"


def show_downloads() -> None:
    """The learner's results to take along, in the form of the sweep's own, or to take out of the figures."""
    lines = "".join(line_of(result) for result in session().delays.results.values())
    with st.container(horizontal=True, gap="small"):
        st.download_button("Your results", lines, "results.jsonl", icon=":material/download:", key="more_lines")
        st.button("Figures without yours", icon=":material/undo:", key="more_none", on_click=_forget)


def _forget() -> None:
    _SLOT.clear()
    session().delays.results.clear()
    record(KIND, WITHOUT, {})


def _outcome(result: RunResult) -> str:
    where = f"{result.cell}, {result.initial}, delay {result.delay}, seed {result.seed}"
    how = f"solved after {result.batches:,} batches" if result.solved else f"not solved in {result.batches:,} batches"
    why = {"seconds": ", when its seconds were used up", "diverged": ", when it diverged"}.get(result.ended, "")
    return f"{where}: {how}{why}."
