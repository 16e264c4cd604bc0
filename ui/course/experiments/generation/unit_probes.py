"""A unit that follows something in the text: found on pieces that were taught, shown on one that was held out."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm_core.generation.unit_probes import correlations, facts
from lstm_core.prose.text import decimal
from ui.course.experiments.generation.marked_text import show_heat
from ui.course.experiments.generation.models import BY_CONTENT, TextGenerator

LOOKED_AT = 4_000  # symbols of the pieces that were taught, and of those held out
SHOWN = 300


@dataclass(frozen=True)
class Correlations:
    """For every fact, r of all units on pieces that were taught and on pieces held out: {fact: (hidden,)}."""

    taught: dict[str, np.ndarray]
    held_out: dict[str, np.ndarray]


@st.fragment
def show(generator: TextGenerator) -> None:
    """A fact, a unit, and both as a strip along a piece."""
    st.markdown(
        "Nobody told the net where it is in a bar or in a line. Does one of its units follow it? For every unit and "
        "every fact, the correlation $r$ was measured on pieces that were taught."
    )
    found, pieces = _correlations(generator), generator.corpus.held_out
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        names = list(found.taught)
        fact = st.selectbox(
            "Fact",
            names,
            index=_default_fact(names),
            key=f"unit_fact_{generator.name}",
            persist_state="session",
            width=230,
        )
        order = [int(unit) for unit in np.argsort(-np.abs(found.taught[fact]), kind="stable")]
        rs = [float(r) for r in found.taught[fact]]
        label = lambda unit: f"unit {unit + 1}, r {decimal(rs[unit])}"
        unit = st.selectbox(
            "Unit, the best first",
            order,
            format_func=label,
            key=f"unit_{generator.name}_{fact}",
            persist_state="session",
            width=220,
        )
        number = int(
            st.number_input(
                f"Piece (1 to {len(pieces)})",
                1,
                len(pieces),
                1,
                key=f"unit_piece_{generator.name}",
                persist_state="session",
                width=160,
            )
        )
    piece = pieces[number - 1][:SHOWN]
    st.markdown(f"**Unit {unit + 1}**, a piece it has never seen: blue is above 0, orange below.")
    hs = generator.net.states(piece)[:, unit]
    show_heat(piece, hs.tolist(), f"h of unit {unit + 1} along the piece")
    st.markdown(f"**{fact[0].upper()}{fact[1:]}**, on the same piece.")
    values = facts(piece)[fact]
    show_heat(piece, (values / max(float(values.max()), 1.0)).tolist(), f"{fact} along the piece")
    st.markdown(_summary(found, fact, unit))


def _summary(found: Correlations, fact: str, unit: int) -> str:
    """What was measured, and how careful to be with it."""
    new = found.held_out.get(fact)
    again = f"; on all held-out pieces **{decimal(new[unit])}**" if new is not None else ""
    strong = abs(new[unit]) if new is not None else 0.0
    verdict = (
        "It follows it clearly."
        if strong > 0.6
        else "It correlates a little."
        if strong > 0.3
        else "Hardly more than chance."
    )
    return (
        f"On taught pieces r = **{decimal(found.taught[fact][unit])}**{again}. {verdict} It was the pick of "
        f"{len(found.taught[fact])} units, so only the second number is a fair one. And to go along is not to be "
        "needed: for that one has to take the unit away, as in lesson 10."
    )


def _default_fact(names: list[str]) -> int:
    return names.index("position in the bar") if "position in the bar" in names else 0


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs=BY_CONTENT)
def _correlations(generator: TextGenerator) -> Correlations:
    return Correlations(
        *(
            correlations(generator.net, "".join(pieces)[:LOOKED_AT])
            for pieces in (generator.corpus.training, generator.corpus.held_out)
        )
    )
