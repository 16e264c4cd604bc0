"""A training that is watched: bits per character over time, what the net says on its way, the time that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.generation.settings import Judged, Progress
from lstm_core.prose.text import markdown_table
from ui.common.text import problem
from ui.common.trainer import time_shares
from ui.course.experiments.generation import curves
from ui.course.experiments.generation.search import spelled

if TYPE_CHECKING:
    from lstm_core.generation.job import Writing

EVERY = 0.5  # seconds between two looks
NOTED = 0.05  # bits by which it has to get worse before one speaks of over-fitting
MILESTONES = {0, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800}


def show(job: Writing) -> None:
    """Poll only while it goes on; the end draws the whole page once more."""
    st.fragment(_draw, run_every=EVERY if job.running else None)(job, job.running)


def _draw(job: Writing, moving: bool) -> None:
    progress = job.progress
    st.markdown(facts(job, progress))
    if job.problem:
        problem(job.problem)
    if progress:
        curves.learning(progress.judged, job.counted, job.settings.steps)
        st.markdown(verdict(job, progress))
        _milestones(progress.judged)
    if moving and not job.running:
        st.rerun()


def facts(job: Writing, progress: Progress | None) -> str:
    """Update, bits, time left."""
    if progress is None:
        ended = "Stopped before its first update." if job.done.is_set() else ""
        return (
            f":material/hourglass_top: {ended or 'PyTorch is being loaded, n-grams are counted, or other nets train.'}"
        )
    most, step = job.settings.steps, progress.step
    said = f"**Update {step:,} of {most:,}**, {progress.bits:.2f} bits on the text just read, dropout included"
    if job.done.is_set():
        return f":material/check: {said}. {job.seconds:.0f} s of training."
    left = job.seconds / step * (most - step) * time_shares()
    return f":material/model_training: {said}. About {left:.0f} s left."


def verdict(job: Writing, progress: Progress) -> str:
    """Beside the n-grams, and whether it over-fits."""
    best = min(progress.judged, key=lambda look: look.held_out)
    last = progress.judged[-1]
    order, counted = min(job.counted.items(), key=lambda pair: pair[1])
    beside = "beats" if best.held_out < counted else "has not yet beaten"
    said = f"On held-out text it reached **{best.held_out:.2f} bits** (update {best.step:,}); it {beside} the best " + (
        f"n-gram, order {order}, with {counted:.2f}."
    )
    gap = f" On text it learns from it needs {last.training:.2f} now."
    if last.held_out > best.held_out + NOTED:
        gap += (
            f" Since update {best.step:,} it has got worse on what it has never seen: **it over-fits**. "
            "The net of that update is the one that is kept."
        )
    return said + gap


def _milestones(judged: tuple[Judged, ...]) -> None:
    """What it said after so many updates."""
    told = [look for look in judged if look.step in MILESTONES or look is judged[-1]]
    rows = [(f"{look.step:,}", spelled(look.said[:90])) for look in reversed(told)]
    st.markdown(markdown_table(["Update", "It says, at temperature 0.7"], rows, "rl"))
