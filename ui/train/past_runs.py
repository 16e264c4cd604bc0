"""The runs of this session that have ended, one row each, to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from ui.common.session import session
from ui.train.runs import Race

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from lstm_core.training.trainer import Run

MOST = 30  # rows that are shown


@dataclass(frozen=True)
class Row:
    """What is kept of a run: text only, so that nothing large stays behind."""

    task: str
    cell: str
    settings: str
    outcome: str
    seconds: str


def show(race: Race) -> None:
    """Take down what has just ended, and show the table."""
    kept = session().train.past_runs
    for lane, run in enumerate(race.runs):
        if run.done.is_set() and run.progress.step:
            kept.setdefault((race.number, lane), _row(run))
    if not kept:
        return
    st.subheader("Runs so far", anchor=False)
    head = ["| Task | Cell | Settings unlike ours | Learnt after | CPU s |", "|---|---|---|---:|---:|"]
    rows = [f"| {r.task} | {r.cell} | {r.settings} | {r.outcome} | {r.seconds} |" for r in list(kept.values())[-MOST:]]
    st.markdown("\n".join([*head, *reversed(rows)]))


def _row(run: Run) -> Row:
    progress, e = run.progress, run.experiment
    outcome = f"**{progress.step:,}**" if progress.solved else f"not in {progress.step:,}"
    return Row(e.job.name, e.cell.name, differing(e), outcome, f"{run.cpu:.2f}")


def differing(experiment: Experiment) -> str:
    """The settings in which an experiment is not our recipe for its task: "units 5, learning rate 0.001"."""
    from lstm_core.training import preset
    from ui.train.settings import WORDS, number

    usual = preset(experiment.job).settings()
    told = []
    for name, value in experiment.settings().items():
        if name in WORDS and value != usual[name]:
            text = value if isinstance(value, str) else number(value)
            told.append(f"{WORDS[name].lower()} {text}")
    return ", ".join(told) or "none"
