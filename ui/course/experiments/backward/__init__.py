"""Lesson 13: two steps of a cell and the way back, each equation with its numbers and checked without a chain rule."""

from collections.abc import Sequence

import streamlit as st

from lstm_core.cell.roles import ROLES, role
from lstm_core.cells import CELLS
from lstm_core.course.experiments.two_steps_back import TwoStepsBack
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.gradients.way_back import Equation, weight_equations
from lstm_core.gradients.way_back_latex import delta, right_side, weight_equation, with_numbers
from lstm_core.prose.text import markdown_table
from lstm_core.run import Values
from ui.common.creations import offered_cells
from ui.common.text import in_colour, plain
from ui.components.cell_view import cell_view
from ui.course.experiments.backward import prediction

DIGITS = 4
TIMES = {"Step 2, the last": 1, "Step 1": 0}
SLIDERS = {  # label, furthest, where it starts
    "back_x1": ("$x_1$", 2.0, 1.0),
    "back_x2": ("$x_2$", 2.0, -0.5),
    "back_e1": ("$e_1$, the error at $h_1$", 1.0, 0.5),
    "back_e2": ("$e_2$, the error at $h_2$", 1.0, 1.0),
}


@st.fragment
def show() -> None:
    """Numbers to set, the equations of one step up to where one has gone back, and what 1997 left out."""
    st.markdown(
        "One unit, two steps, and the loss $L = e_1 h_1 + e_2 h_2$. So $\\partial L/\\partial h_t = e_t$. The way back "
        "begins at the last step."
    )
    chain = _settings()
    cut = prediction.switch()
    names = list(TIMES)
    picked = st.segmented_control(
        "Which step", names, default=names[0], required=True, key="back_step", persist_state="session"
    )
    t = TIMES[picked or names[0]]
    number = st.slider(
        "Equations worked out", 1, len(chain.equations), len(chain.equations), key=f"back_far_{chain.cell.name}"
    )
    _way(chain, t, number, cut)
    _weights(chain, cut)


def _settings() -> TwoStepsBack:
    """The cell, what arrives, and the errors."""
    cells = offered_cells()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.selectbox("Cell", list(cells), list(cells).index("LSTM"), key="back_cell", width=190)
        x1, x2, e1, e2 = (
            st.slider(label, -most, most, begin, 0.1, key=key, persist_state="session", width=150)
            for key, (label, most, begin) in SLIDERS.items()
        )
    return TwoStepsBack(cells[name], (x1, x2), (e1, e2))


def _way(chain: TwoStepsBack, t: int, number: int, cut: bool) -> None:
    """The figure with the latest equation lit up, and all equations up to it."""
    now = chain.equations[number - 1]
    if chain.cell.name not in CELLS:
        _equations(chain, t, number, cut)
        return
    left, right = st.columns([5, 6], gap="large")
    with left:
        values = {name: plain(value[0]) for name, value in chain.steps[t].items()}
        lit = stage_of(chain.cell, {now.name, *(term.source for term in now.terms if not term.later)})
        cell_view(chain.cell, values, key="back_figure", stage=lit)
        st.caption(
            f"Step {t + 1} on its way forward. Lit up: the value whose $\\delta$ is worked out last, and its uses."
        )
    with right:
        _equations(chain, t, number, cut)


def _equations(chain: TwoStepsBack, t: int, number: int, cut: bool) -> None:
    """In letters, with numbers, and the slope beside it."""
    deltas = chain.deltas(cut)
    if t == 1:
        st.caption("Nothing follows the last step, so all terms with $t+1$ are missing.")
    st.markdown("\n\n".join(_equation(chain, one, t, cut, deltas) for one in chain.equations[:number]))


def _equation(chain: TwoStepsBack, one: Equation, t: int, cut: bool, deltas: Sequence[Values]) -> str:
    """One equation as a piece of Markdown."""
    cell = chain.cell

    def paint(node: str, text: str) -> str:
        return f"\x01{ROLES[role(cell, node)].theme}\x02{text}\x01"

    letters = f"{delta(cell, one.name, paint=paint)} = {right_side(cell, one, paint=paint, cut=cut)}"
    numbers = with_numbers(cell, one, chain.weights, chain.steps, deltas, chain.losses, t, "{:.3g}".format, cut)
    value, slope = deltas[t][one.name].item(), chain.slope_at(one.name, t)
    return (
        f"{in_colour(letters)}  \n$= {numbers}$ = **{plain(value, DIGITS)}** "
        f"{_verdict(value, slope)} :small[slope of $L$: {plain(slope, DIGITS)}]"
    )


def _verdict(value: float, slope: float) -> str:
    return ":green[:material/check:]" if abs(value - slope) < 1e-6 else ":red[**≠**]"


def _weights(chain: TwoStepsBack, cut: bool) -> None:
    """The gradient of every weight, and how far that of 1997 is off."""
    if cut:
        st.markdown(f"The gradient as in 1997 is off by **{chain.distance():.0%}** of the length of the full gradient.")
    with st.expander("The gradient of the weights"):
        found = chain.gradients(cut)
        rows = [
            (f"${weight_equation(chain.cell, one)}$", plain(found[one.weight], DIGITS), plain(slope, DIGITS))
            for one in weight_equations(chain.cell)
            for slope in [chain.slope_of(one.weight)]
        ]
        head = ["over both steps", "as in 1997" if cut else "by the equation", "slope of $L$"]
        st.markdown(markdown_table(head, rows, "lr"))
