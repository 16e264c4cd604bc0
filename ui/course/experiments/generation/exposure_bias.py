"""The same net told the truth and fed its own words, along one tune, and over many bars."""

import math

import streamlit as st

from lstm_core.generation.bar_completion import full_bars
from lstm_core.generation.exposure_bias import RUNS, ExposureBias, exposure_bias
from ui.common import answers
from ui.common.text import problem
from ui.course.experiments.generation import curves
from ui.course.experiments.generation.marked_text import show_differences, show_text
from ui.course.experiments.generation.models import BY_CONTENT, TextGenerator

COUNTED = "fed bars"  # the question
WAYS = ("told the truth", "fed its own words")
LONGEST, SPAN = 400, 10  # symbols of a piece that are looked at; symbols a point of the curve is the mean of
MOST_TUNES = 12  # that bars are counted on


@st.fragment
def show(generator: TextGenerator) -> None:
    """First along one piece, symbol by symbol; then a fairer count over bars."""
    st.markdown(
        "In training, the true symbol goes in at every step, no matter what the net has output: **teacher forcing**. "
        "When it writes, it reads its own words. Here is the same net, both ways, on a piece it has never seen."
    )
    pieces = generator.corpus.held_out
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        number = int(
            st.number_input(
                f"Piece (1 to {len(pieces)})",
                1,
                len(pieces),
                1,
                key=f"fed_piece_{generator.name}",
                persist_state="session",
                width=160,
            )
        )
        given = int(
            st.number_input(
                "Symbols that are given",
                value=len(generator.opening),
                step=1,
                key="fed_given",
                persist_state="session",
                bind="query-params",
                width=190,
            )
        )
        seed = int(
            st.number_input(
                "Seed", 0, 10**6, 0, key="fed_seed", persist_state="session", bind="query-params", width=120
            )
        )
    try:
        measured = _measured(generator, number, given, seed)
    except ValueError as error:
        problem(str(error))
        return
    left, right = st.columns(2, gap="large")
    with left:
        curves.told_and_fed(
            dict(zip(WAYS, (measured.teacher_forced, measured.free_running), strict=True)),
            "bits for the true symbol",
            SPAN,
        )
    with right:
        curves.told_and_fed(
            dict(zip(WAYS, (measured.wrong_teacher_forced, measured.wrong_free_running), strict=True)),
            "share of other symbols",
            SPAN,
        )
    st.markdown(_summary(measured, generator))
    left, right = st.columns(2, gap="large")
    with left:
        st.caption("The piece, as it goes on after what was given:")
        show_text(measured.text, label="The true piece")
    with right:
        st.caption(f"One of {RUNS} tries of its own, marked where it is unlike the piece:")
        show_differences(
            measured.own, measured.text, "What it wrote itself, marked where it differs from the true piece"
        )
    st.caption(f"Every point of a curve is the mean over {SPAN} symbols and {RUNS} tries, at temperature 1.")
    if generator.musical:
        _count_full_bars(generator)


def _summary(measured: ExposureBias, generator: TextGenerator) -> str:
    guessing = f"{len(generator.net.symbols)} symbols, equally likely, would take"
    return (
        f"Told the truth, it needs **{measured.teacher_forced.mean():.2f} bits** for each true symbol and says another "
        f"one in {measured.wrong_teacher_forced.mean():.0%} of all places. Fed its own words: "
        f"**{measured.free_running.mean():.2f} bits** and {measured.wrong_free_running.mean():.0%}; "
        f"{guessing} {math.log2(len(generator.net.symbols)):.2f}. But after its first "
        "other symbol it writes *another* piece, and to be unlike this one is no mistake in itself."
    )


def _count_full_bars(generator: TextGenerator) -> None:
    """Told from the learner's guess: whether bars still add up, which is right or wrong for any tune."""
    st.markdown(
        "**A fairer count.** A bar is full or it is not, in any tune. After true bars and after bars of its own, how "
        "often is the next bar full?"
    )
    if not answers.given(COUNTED):
        st.markdown("What do you expect: are bars after its own words full about as often, half as often, or never?")
        st.button(
            "Count them", icon=":material/visibility:", key="fed_count", on_click=answers.give, args=(COUNTED, None)
        )
        return
    held_out = _full_bars(generator, generator.corpus.held_out)
    taught = _full_bars(generator, generator.corpus.training)
    if not held_out:
        st.caption("None of the held-out tunes begins with six full bars, so there is nothing to count.")
        return
    curves.full_bars(held_out, WAYS)
    true, own = mean_after_first_bar(held_out, 1), mean_after_first_bar(held_out, 2)
    known = ""
    if taught:
        true_of_taught, own_of_taught = mean_after_first_bar(taught, 1), mean_after_first_bar(taught, 2)
        known = f" On tunes it was taught it is {true_of_taught:.0%} against {own_of_taught:.0%}."
    st.caption(f"{RUNS} tries for each tune; the means below may be off by some three points, single bars by more.")
    st.markdown(
        f"From the second bar on, **{true:.0%}** of bars are full after true ones and **{own:.0%}** after its own."
        f"{known} {verdict(true, own)} How much exposure bias matters is debated; measure it before you blame it."
    )


def verdict(true: float, own: float) -> str:
    """What two shares of full bars say, no more than they bear."""
    gap = true - own
    worse = "clearly worse" if gap > 0.15 else "a little worse" if gap > 0.03 else "no worse"
    sentence = f"On new tunes this net is {worse} on its own than after the truth"
    return f"{sentence}, and it is not good at bars either way." if true < 0.6 else f"{sentence}."


def mean_after_first_bar(rows: list[tuple[int, float, float]], column: int) -> float:
    """The mean over all bars but the first, before which both are told the same."""
    later = rows[1:] or rows
    return sum(row[column] for row in later) / len(later)


@st.cache_data(show_spinner=False, max_entries=100, hash_funcs=BY_CONTENT)
def _measured(generator: TextGenerator, number: int, given: int, seed: int) -> ExposureBias:
    return exposure_bias(generator.net, generator.corpus.held_out[number - 1][:LONGEST], given, seed)


@st.cache_data(show_spinner="Counting bars …", max_entries=50, hash_funcs=BY_CONTENT)
def _full_bars(generator: TextGenerator, tunes: tuple[str, ...]) -> list[tuple[int, float, float]]:
    return full_bars(generator.net, tunes[:MOST_TUNES])
