"""A training that is watched: bits per character over time, what the net says on its way, the time that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.generation.settings import Evaluation, TextProgress
from lstm_core.prose.text import markdown_table
from ui.common.tabs import between_looks
from ui.common.text import problem
from ui.common.trainer import time_shares
from ui.course.experiments.generation import curves
from ui.course.experiments.generation.search import as_code

if TYPE_CHECKING:
    from lstm_core.generation.job import GenerationJob

EVERY = 0.5  # seconds between two looks
NOTED = 0.05  # bits by which it has to get worse before one speaks of over-fitting
MILESTONES = {0, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800}


def show(training: GenerationJob) -> None:
    """Poll only while it goes on; the end draws the whole page once more."""
    st.fragment(_draw, run_every=between_looks(EVERY) if training.running else None)(training, training.running)


def _draw(training: GenerationJob, moving: bool) -> None:
    progress = training.progress
    st.markdown(status(training, progress))
    if training.problem:
        problem(training.problem)
    if progress:
        curves.bits_over_updates(progress.evaluations, training.ngram_bits, training.settings.steps)
        st.markdown(verdict(training, progress))
        _milestones(progress.evaluations)
    if moving and not training.running:
        st.rerun()


def status(training: GenerationJob, progress: TextProgress | None) -> str:
    """Update, bits, time left."""
    if progress is None:
        ended = "Stopped before its first update." if training.done.is_set() else ""
        return (
            f":material/hourglass_top: {ended or 'PyTorch is being loaded, n-grams are counted, or other nets train.'}"
        )
    most, step = training.settings.steps, progress.step
    sentence = f"**Update {step:,} of {most:,}**, {progress.bits:.2f} bits on the text just read, dropout included"
    if training.done.is_set():
        return f":material/check: {sentence}. {training.seconds:.0f} s of training."
    left = training.seconds / step * (most - step) * time_shares()
    return f":material/model_training: {sentence}. About {left:.0f} s left."


def verdict(training: GenerationJob, progress: TextProgress) -> str:
    """Beside the n-grams, and whether it over-fits."""
    best = min(progress.evaluations, key=lambda look: look.held_out)
    last = progress.evaluations[-1]
    order, counted = min(training.ngram_bits.items(), key=lambda pair: pair[1])
    comparison = "beats" if best.held_out < counted else "has not yet beaten"
    sentence = (
        f"On held-out text it reached **{best.held_out:.2f} bits** (update {best.step:,}); it {comparison} the best "
        + (f"n-gram, order {order}, with {counted:.2f}.")
    )
    gap = f" On text it learns from it needs {last.training:.2f} now."
    if last.held_out > best.held_out + NOTED:
        gap += (
            f" Since update {best.step:,} it has got worse on what it has never seen: **it over-fits**. "
            "The net of that update is the one that is kept."
        )
    return sentence + gap


def _milestones(judged: tuple[Evaluation, ...]) -> None:
    """What it said after so many updates."""
    milestones = [look for look in judged if look.step in MILESTONES or look is judged[-1]]
    rows = [(f"{look.step:,}", as_code(look.sample[:90])) for look in reversed(milestones)]
    st.markdown(markdown_table(["Update", "It says, at temperature 0.7"], rows, "rl"))
