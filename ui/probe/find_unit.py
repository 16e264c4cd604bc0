"""Which unit holds the value? The learner picks one, then two measurements are revealed, which need not agree."""

import altair as alt
import numpy as np
import streamlit as st

from lstm_core.cell.roles import ROLES
from lstm_core.training.probe.interventions import HolderScores, holder_scores
from lstm_core.training.trained import Trained
from ui.common import answers
from ui.common.charts import GREY
from ui.common.text import plain

SEQUENCES = 300  # of the net's own task


def show(name: str, net: Trained, layer: int) -> None:
    """Under a heading of the page: ask, reveal, explain."""
    st.header("Which unit holds the value?", anchor=False)
    ask(name, net, layer)


def said(name: str, net: Trained, layer: int) -> int | None:
    """The unit that was picked before it was measured, from 0."""
    return _picked(None, answers.answer_to(_key(name, layer)), net.experiment.sizes[layer][1])


def ask(name: str, net: Trained, layer: int) -> bool:
    """Ask, reveal, explain; whether it has been revealed."""
    units, key = net.experiment.sizes[layer][1], _key(name, layer)
    pick = st.pills(
        "Your pick, after looking at the memory between telling and asking",
        [f"unit {k + 1}" for k in range(units)],
        key=key,
    )
    if not answers.given(key):
        st.button(
            "Measure it",
            icon=":material/science:",
            disabled=pick is None,
            key="measure",
            on_click=answers.give,
            args=(key, pick and int(pick.split()[1])),
            help="Pick a unit first.",
        )
        return False
    effects = _effects(net, layer)
    _bars(effects)
    _explain(net, effects, _picked(pick, answers.answer_to(key), units))
    return True


def _key(name: str, layer: int) -> str:
    return f"holder {name} {layer}"


def _picked(pick: str | None, said: object, units: int) -> int | None:
    """The unit, from 0: the one chosen now, else the one that was said before a reload."""
    if pick:
        return int(pick.split()[1]) - 1
    return said - 1 if type(said) is int and 1 <= said <= units else None  # a log may come from anywhere


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Trained: Trained.save})
def _effects(net: Trained, layer: int) -> HolderScores:
    from lstm_core.training.budget import affordable

    e = net.experiment
    count = affordable(e, SEQUENCES)  # of a large net fewer fit into memory
    batch = e.task_spec.make(np.random.default_rng(7), count, e.time, e.delay or None)
    return holder_scores(net, batch, layer)


def _bars(effects: HolderScores) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**It correlates with the value**")
        if effects.correlation:
            _chart(effects.correlation, "correlation of its memory with the value", ROLES["memory"].hue, [-1, 1])
        else:
            st.caption("This task stores more than one value, so there is no single one to correlate with.")
    with right:
        st.markdown("**The answer needs it** (intervention)")
        _chart(
            effects.error,
            "mean error of the answer with this unit silenced",
            ROLES["output"].hue,
            None,
            effects.intact_error,
        )


def _chart(
    values: tuple[float, ...], title: str, hue: str, domain: list[int] | None, line: float | None = None
) -> None:
    rows = [{"unit": k, "value": round(value, 4)} for k, value in enumerate(values, 1)]
    scale = alt.Scale(domain=domain) if domain else alt.Scale()
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(color=hue)
        .encode(
            x=alt.X("unit:O", title="unit", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("value:Q", title=None, scale=scale),
            tooltip=["unit:O", "value:Q"],
        )
    )
    layers = [bars]
    if line is not None:
        rule = alt.Chart(alt.Data(values=[{"value": line}])).mark_rule(strokeDash=[4, 3], color=GREY)
        layers.append(rule.encode(y="value:Q"))
    words = ", ".join(f"unit {row['unit']} {row['value']:.2f}" for row in rows)
    st.altair_chart(alt.layer(*layers), height=220, alt=f"{title}: {words}")
    st.caption(
        title[0].upper() + title[1:] + (f"; dashed: nothing silenced, {plain(line)}." if line is not None else ".")
    )


def _explain(net: Trained, effects: HolderScores, pick: int | None) -> None:
    """What the two say about the pick, and what is to be learnt from it."""
    words = []
    if pick is not None and pick < len(effects.error):
        with_value = f"correlates with the value at {plain(effects.correlation[pick])}; " if effects.correlation else ""
        words.append(
            f"Your unit {pick + 1}: {with_value}without it the mean error rises from {plain(effects.intact_error)} "
            f"to {plain(effects.error[pick])}."
        )
    words.append(f"The answer suffers most without **unit {effects.most_needed + 1}**.")
    if effects.correlation:
        top = int(np.argmax(np.abs(effects.correlation)))
        agree = "the same unit" if top == effects.most_needed else f"another one, **unit {top + 1}**"
        words.append(f"The unit that correlates best with the value is {agree} ({plain(effects.correlation[top])}).")
    st.markdown(" ".join(words))
    st.markdown(
        ":material/school: **Correlation is not function.** A unit may follow the value because others feed it, while "
        "nobody listens; another may speak up only when asked and still be the one that matters. To know what a unit "
        f"does, take it away. And with {net.experiment.hidden} units nothing forces the net to use a single one: "
        "if several bars are high, the value is spread over all of them."
    )
