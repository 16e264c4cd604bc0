"""A beam search as a tree that grows step by step, with every probability."""

import streamlit as st

from lstm_core.generation.predictor import Predictor
from lstm_core.generation.search.beam import Hypothesis, Search, beam
from lstm_core.generation.search.toy_table import WORKED
from lstm_core.generation.search.tree import DEEPEST, to_dot
from lstm_core.prose.text import markdown_table
from ui.common.session import choose, chosen
from ui.common.text import plain, problem
from ui.course.experiments.generation.charts import visible
from ui.course.experiments.generation.models import TextGenerator

STYLE = """<style>
.st-key-beam { background: #fff; border-radius: 0.5rem; padding: 0.5rem; overflow: auto; max-height: 40rem }
</style>"""
EXAMPLE, NET = "The worked example", "The net"
STEPS, MOST_GIVEN = 12, 200


@st.fragment
def show(generator: TextGenerator) -> None:
    """Settings, the tree up to a step, and what was found beside greedy search."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        source = st.segmented_control(
            "Who speaks",
            [NET, EXAMPLE],
            default=NET,
            required=True,
            key="beam_who",
            persist_state="session",
            bind="query-params",
        )
        width = int(
            st.number_input(
                "Beam width b",
                value=2,
                step=1,
                key="beam_width",
                persist_state="session",
                bind="query-params",
                width=130,
            )
        )
        normalise = st.slider(
            "Divide by length to the power of",
            0.0,
            1.0,
            0.0,
            0.1,
            key="beam_normalise",
            persist_state="session",
            bind="query-params",
            width=220,
        )
    prompt = ""
    if source == NET:
        prompt = st.text_area(
            "First characters",
            generator.opening,
            key=f"beam_given_{generator.name}",
            persist_state="session",
            max_chars=MOST_GIVEN,
            height=80,
        )
    speaker: Predictor = WORKED if source == EXAMPLE else generator.net
    try:
        search = beam(speaker, width, 2 if source == EXAMPLE else STEPS, prompt, normalise)
    except ValueError as error:
        problem(str(error))
        return
    _growing_tree(search, speaker, prompt, 99 if source == EXAMPLE else 1)


@st.fragment
def _growing_tree(search: Search, speaker: Predictor, prompt: str, dropped: int) -> None:
    """Only this part is drawn again when the tree grows."""
    depth = _depth(len(search.levels))
    draw_tree(to_dot(search, depth, dropped), search)
    _beside_greedy(speaker, search, depth, prompt)


def draw_tree(dot: str, search: Search) -> None:
    """The tree on white paper."""
    st.html(STYLE)
    with st.container(key="beam"):
        st.graphviz_chart(dot, width="content", alt=_words(search))
    st.caption(
        "On a line: the probability of the symbol after what came before. At its end: that of the whole way from "
        "the start. Grey: dropped. Bold: the way that leads at this step."
    )


def _depth(levels: int) -> int:
    """How many steps are drawn; a button makes them grow."""
    most = min(levels, DEEPEST)
    if most == 1:
        return 1
    key = f"beam_depth_{most}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        depth = st.slider("Steps drawn", 1, most, min(2, most), key=key, persist_state="session", width=260)
        st.button(
            "One step more",
            icon=":material/arrow_forward:",
            key="beam_more",
            disabled=depth == most,
            on_click=lambda: choose({key: min(int(chosen(key, 1)) + 1, most)}),
        )
    return depth


def _beside_greedy(speaker: Predictor, search: Search, depth: int, prompt: str) -> None:
    """What is in the beam at this step, and what greedy search, which is a beam of 1, would have said."""
    beam_now, greedy = search.kept(depth), beam(speaker, 1, depth, prompt).best
    rows = [_row(str(place), hypothesis) for place, hypothesis in enumerate(beam_now[:5], 1)]
    head = ["", "sequence", "probability", "log p"]
    st.markdown(markdown_table(head, [*rows, _row("greedy", greedy)], "llr"))
    if beam_now[0].text == greedy.text:
        st.markdown("So far, greedy search finds the same as the beam.")
    else:
        times = beam_now[0].probability / max(greedy.probability, 1e-300)
        st.markdown(f"The best in the beam is **{times:.2g} times** as likely as what greedy search says.")


def _row(name: str, hypothesis: Hypothesis) -> tuple[str, ...]:
    end = " end" * hypothesis.ended
    return name, f"{as_code(hypothesis.text)}{end}", f"{hypothesis.probability:.2g}", plain(hypothesis.log_p)


def as_code(text: str) -> str:
    """A text in a cell of a table, its new lines to be seen."""
    return "`" + text.replace("\n", "↵").replace("`", "'").replace("|", "\\|") + "`" if text else "nothing"


def _words(search: Search) -> str:
    best = search.best
    symbols = " ".join(visible(symbol) for symbol in best.text)
    result = f"In the end it outputs {symbols}, probability {best.probability:.2g}."
    return f"Tree of a beam search of width {search.width}. {result}"
