"""A beam search as a tree that grows step by step, with every probability."""

import streamlit as st

from lstm_core.generation.predictor import Speaker
from lstm_core.generation.search.beam import Hypothesis, Search, beam
from lstm_core.generation.search.toy_table import WORKED
from lstm_core.generation.search.tree import DEEPEST, to_dot
from lstm_core.prose.text import markdown_table
from ui.common.session import choose, chosen
from ui.common.text import plain, problem
from ui.course.experiments.generation.charts import shown
from ui.course.experiments.generation.models import Speaking

STYLE = """<style>
.st-key-beam { background: #fff; border-radius: 0.5rem; padding: 0.5rem; overflow: auto; max-height: 40rem }
</style>"""
EXAMPLE, NET = "The worked example", "The net"
STEPS, MOST_GIVEN = 12, 200


@st.fragment
def show(speaking: Speaking) -> None:
    """Settings, the tree up to a step, and what was found beside greedy search."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        who = st.segmented_control(
            "Who speaks", [NET, EXAMPLE], default=NET, required=True, key="beam_who", persist_state="session"
        )
        width = int(
            st.number_input("Beam width b", value=2, step=1, key="beam_width", persist_state="session", width=130)
        )
        normalise = st.slider(
            "Divide by length to the power of",
            0.0,
            1.0,
            0.0,
            0.1,
            key="beam_normalise",
            persist_state="session",
            width=220,
        )
    given = ""
    if who == NET:
        given = st.text_area(
            "First characters",
            speaking.opening,
            key=f"beam_given_{speaking.name}",
            persist_state="session",
            max_chars=MOST_GIVEN,
            height=80,
        )
    speaker: Speaker = WORKED if who == EXAMPLE else speaking.net
    try:
        search = beam(speaker, width, 2 if who == EXAMPLE else STEPS, given, normalise)
    except ValueError as error:
        problem(str(error))
        return
    _grown(search, speaker, given, 99 if who == EXAMPLE else 1)


@st.fragment
def _grown(search: Search, speaker: Speaker, given: str, dropped: int) -> None:
    """Only this part is drawn again when the tree grows."""
    depth = _depth(len(search.levels))
    drawn(to_dot(search, depth, dropped), search)
    _found(speaker, search, depth, given)


def drawn(dot: str, search: Search) -> None:
    """The tree on white paper."""
    st.html(STYLE)
    with st.container(key="beam"):
        st.graphviz_chart(dot, width="content", alt=_words(search))
    st.caption(
        "On a line: the probability of the symbol after what was said before. At its end: that of the whole way from "
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
            "One step more", icon=":material/arrow_forward:", key="beam_more", disabled=depth == most,
            on_click=lambda: choose({key: min(int(chosen(key, 1)) + 1, most)}),
        )  # fmt: skip
    return depth


def _found(speaker: Speaker, search: Search, depth: int, given: str) -> None:
    """What is in the beam at this step, and what greedy search, which is a beam of 1, would have said."""
    kept, alone = search.kept(depth), beam(speaker, 1, depth, given).best
    rows = [_row(str(place), found) for place, found in enumerate(kept[:5], 1)]
    head = ["", "sequence", "probability", "log p"]
    st.markdown(markdown_table(head, [*rows, _row("greedy", alone)], "llr"))
    if kept[0].text == alone.text:
        st.markdown("So far, greedy search says the same as the beam.")
    else:
        times = kept[0].probability / max(alone.probability, 1e-300)
        st.markdown(f"The best in the beam is **{times:.2g} times** as likely as what greedy search says.")


def _row(name: str, found: Hypothesis) -> tuple[str, ...]:
    end = " end" * found.ended
    return name, f"{spelled(found.text)}{end}", f"{found.probability:.2g}", plain(found.log_p)


def spelled(text: str) -> str:
    """A text in a cell of a table, its new lines to be seen."""
    return "`" + text.replace("\n", "↵").replace("`", "'").replace("|", "\\|") + "`" if text else "nothing"


def _words(search: Search) -> str:
    best = search.best
    said = " ".join(shown(symbol) for symbol in best.text)
    return (
        f"Tree of a beam search of width {search.width}. In the end it says {said}, probability {best.probability:.2g}."
    )
