"""A net writes: greedily, at a temperature or among the k most likely, and what it wrote is heard and looked into."""

import streamlit as st

from lstm_core.generation.music.abc import WRITTEN_BY_NETS, bars, read_tune
from lstm_core.generation.music.bar_check import complaints
from lstm_core.generation.music.tune import Tune
from lstm_core.generation.search.decoding import DecodingStep, by_chance, steps
from ui.common.text import problem
from ui.course.experiments.generation import charts
from ui.course.experiments.generation.marked_text import show_text
from ui.course.experiments.generation.models import TextGenerator
from ui.course.experiments.generation.player import show_player

GREEDY, SAMPLE, TOP_K = "Greedy", "Temperature", "Top-k"
TEMPERATURES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 100.0)
LENGTH, MOST_GIVEN = 240, 200  # characters
FIRST = 14  # the symbol that is looked into at first


@st.fragment
def show(generator: TextGenerator) -> None:
    """Settings and what was written beside them; below, a look into one place of it."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        try:
            sampled, prompt = _sampled(generator, *_settings(generator))
        except ValueError as error:
            problem(str(error))
            return
    if not sampled:
        right.markdown("It ends at once. Give it another beginning, or another seed.")
        return
    at = _symbol_choice(generator, sampled)
    with right:
        _result(generator, sampled, prompt, at)


def _settings(generator: TextGenerator) -> tuple[str, float, int | None, int, str]:
    """How to pick, and what to begin with."""
    how = st.segmented_control(
        "How the next symbol is picked",
        [GREEDY, SAMPLE, TOP_K],
        default=SAMPLE,
        required=True,
        key="write_how",
        persist_state="session",
        bind="query-params",
    )
    temperature, top_k = 1.0, None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if how != GREEDY:
            temperature = st.select_slider(
                "Temperature τ",
                TEMPERATURES,
                0.5,
                key="write_temperature",
                persist_state="session",
                bind="query-params",
                width=170,
            )
        if how == TOP_K:
            top_k = int(
                st.number_input(
                    "k", value=3, step=1, key="write_k", persist_state="session", bind="query-params", width=110
                )
            )
        seed = 0
        if how != GREEDY:
            seed = int(
                st.number_input(
                    "Seed", 0, 10**9, 3, key="write_seed", persist_state="session", bind="query-params", width=110
                )
            )
    prompt = st.text_area(
        "First characters of your own",
        "",
        key="write_given",
        persist_state="session",
        bind="query-params",
        max_chars=MOST_GIVEN,
        height=110,
        placeholder="M:6/8\nK:C\nCEG" if generator.musical else "may stay empty",
        help="They are told to the net, and it goes on from there.",
    )
    return how or SAMPLE, temperature, top_k, seed, prompt


def _sampled(
    generator: TextGenerator, how: str, temperature: float, top_k: int | None, seed: int, prompt: str
) -> tuple[list[DecodingStep], str]:
    pick = (lambda p: int(p.argmax())) if how == GREEDY else by_chance(seed)
    return list(steps(generator.net, LENGTH, pick, temperature, top_k, prompt)), prompt


def _symbol_choice(generator: TextGenerator, sampled: list[DecodingStep]) -> int:
    """One place of the text, and how likely every symbol was there."""
    left, right = st.columns([2, 3], gap="large")
    asked = left.slider(
        "Look into the choice of symbol",
        1,
        LENGTH,
        FIRST,
        key="write_place",
        persist_state="session",
        bind="query-params",
    )
    place = min(asked, len(sampled))
    step = sampled[place - 1]
    where = "At the place marked above" if place == asked else f"There are only {place}. At the last one"
    left.markdown(
        f"{where}, “{charts.visible(step.symbol)}” was picked. Its probability was **{step.probability:.2f}**, "
        "temperature and top-k included."
    )
    with right:
        charts.next_symbol(generator.net.symbols, step.probabilities, step.symbol)
    return place - 1


def _result(generator: TextGenerator, sampled: list[DecodingStep], prompt: str, at: int) -> None:
    """The text, whether its bars add up, and its sound."""
    text = "".join(step.symbol for step in sampled)
    show_text(text, prompt, at)
    ended = (
        f"It ended by itself after {len(sampled)} symbols." if len(sampled) < LENGTH else f"Cut after {LENGTH} symbols."
    )
    if not generator.musical:
        st.caption(ended)
        return
    try:
        tune = read_tune(prompt + text, WRITTEN_BY_NETS)
    except ValueError as error:
        st.markdown(f":material/music_off: {ended} This cannot be played. {error}")
        return
    st.markdown(f":material/music_note: {ended} {bar_check(tune)}")
    show_player(prompt + text)
    charts.piano_roll(bars(tune))
    st.caption(
        "Every block is a note, time runs to the right; orange are bars of another length than the meter's. "
        "An upbeat and the last bar may share one bar between them."
    )


def bar_check(tune: Tune) -> str:
    """How many bars are as long as the meter says, and the first that is not."""
    count, wrong = len(bars(tune)), complaints(tune)
    if all(bar.meter is None for bar in bars(tune)):
        return "Its meter is free, so a bar may have any length."
    if not wrong:
        return f"**All {count} bars add up.**" if count > 1 else "**Its one bar adds up.**"
    return f"**{count - len(wrong)} of {count} bars add up.** {wrong[0]}"
