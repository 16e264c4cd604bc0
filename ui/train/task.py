"""The task in words, one sequence of it drawn, and what a net reaches that has learnt nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.tasks import WORDS, Errors, Task, fixed_sequences, usual_baselines
from ui.common.text import literal
from ui.components.task_sequence import task_sequence
from ui.train.choose import Choice

if TYPE_CHECKING:
    from lstm_core.training import Experiment


def show(choice: Choice, open_: bool) -> None:
    """What has to be learnt; folded away once something is to be watched."""
    experiment = choice.experiments[0] if choice.experiments else choice.recipe
    named = f"The task: {literal(experiment.task_spec.name)}"
    with st.container(key="task_shown"), st.expander(named, expanded=open_, icon=":material/flag:"):
        words, drawn = st.columns([2, 3], gap="large")
        with words:
            describe_task(experiment.task_spec, experiment.time, experiment.delay)
        with drawn:
            _example(experiment)


def describe_task(job: Task, time: int, delay: int = 0) -> None:
    """The question, when it is solved, and the levels at which nets get stuck."""
    st.markdown(f"**{job.question}**")
    st.markdown(
        f":material/check_circle: **Solved** when, twice in a row on 1,000 fresh sequences: {job.criterion.sentence}"
    )
    levels = baseline_errors(job, time, delay)
    where = "at the steps that count" if "when, not what" in levels else "over all steps"
    st.markdown(f":material/horizontal_rule: Where nets **get stuck** that do not remember anything (RMSE {where}):")
    st.markdown("\n".join(f"- **{errors.rmse_counted:.3f}** {name}. {WORDS[name]}" for name, errors in levels.items()))


def _example(experiment: Experiment) -> None:
    watched = fixed_sequences(experiment.task_spec, time=experiment.time, delay=experiment.delay or None)
    which = len(watched.words) // 2
    st.markdown(f"One sequence of {experiment.time} steps. {watched.words[which]}")
    task_sequence(experiment.task_spec, watched.batch, which, key="example")


@lru_cache(maxsize=64)
def baseline_errors(job: Task, time: int, delay: int, every_output: bool = False) -> dict[str, Errors]:
    """The errors of nets that ignore their inputs, worked out once."""
    return usual_baselines(job, time, delay or None, every_output)
