"""The runs of this session that have ended, one row each, to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.prose.text import markdown_table
from ui.common.session import session
from ui.train.runs import Race

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from lstm_core.training.run import Run

MOST = 30  # rows that are shown


@dataclass(frozen=True)
class PastRun:
    """What is kept of a run: text only, so that nothing large stays behind."""

    task: str
    cell: str
    settings: str
    outcome: str
    seconds: str


def show(race: Race) -> None:
    """Take down what has just ended, and show the table."""
    past_runs = session().train.past_runs
    for lane, run in enumerate(race.runs):
        if run.done.is_set() and run.progress.step:
            past_runs.setdefault((race.number, lane), _past_run(run))
    if not past_runs:
        return
    st.header("Runs so far", anchor=False)
    head = ["Task", "Cell", "Settings unlike ours", "Learnt after", "CPU s"]
    rows = [
        (run.task, run.cell, run.settings, run.outcome, run.seconds)
        for run in reversed(list(past_runs.values())[-MOST:])
    ]
    st.markdown(markdown_table(head, rows, "---r"))


def _past_run(run: Run) -> PastRun:
    progress, e = run.progress, run.experiment
    outcome = f"**{progress.step:,}**" if progress.solved else f"not in {progress.step:,}"
    return PastRun(e.task_spec.name, e.cell.name, unusual_settings(e), outcome, f"{run.cpu:.2f}")


def unusual_settings(experiment: Experiment) -> str:
    """The settings in which an experiment is not our recipe for its task: "units 5, learning rate 0.001"."""
    from lstm_core.training import preset
    from ui.train.settings import WORDS, as_written

    usual = preset(experiment.task_spec).settings()
    differences = []
    for name, value in experiment.settings().items():
        if name in WORDS and value != usual[name]:
            text = value if isinstance(value, str) else as_written(value)
            differences.append(f"{WORDS[name].lower()} {text}")
    return ", ".join(differences) or "none"
