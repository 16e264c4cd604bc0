"""What two cells say over the same sequence, as two lines."""

import altair as alt

from lstm_core.course.experiments.lstm_to_gru import INPUTS
from ui.common.charts import BLUE, GREY, Figure, looks, plot, rows_of
from ui.common.text import plain

LINES = {"before": (GREY, [6, 4]), "after": (BLUE, [1, 0])}


def state_curves(before: list[float], after: list[float]) -> None:
    """h over the steps, before a move and after it: (time,) each."""
    rows = [
        {"cell": name, "step": t, "h": h, "x": INPUTS[t - 1]}
        for name, states in zip(LINES, (before, after), strict=True)
        for t, h in enumerate(states, 1)
    ]
    words = "; ".join(
        f"{name}: {', '.join(map(plain, states))}" for name, states in zip(LINES, (before, after), strict=True)
    )
    plot(_looks(), {"lines": rows}, height=240, alt="What the cell outputs, step by step", words=words)


@looks
def _looks() -> Figure:
    hues = alt.Scale(domain=list(LINES), range=[hue for hue, _ in LINES.values()])
    dashes = alt.Scale(domain=list(LINES), range=[dash for _, dash in LINES.values()])
    legend = alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=250)
    return (
        rows_of("lines")
        .mark_line(strokeWidth=2.4)
        .encode(
            x=alt.X("step:Q", title="step", axis=alt.Axis(tickMinStep=1, grid=False)),
            y=alt.Y("h:Q", title="h", axis=alt.Axis(tickCount=5, titleAngle=0)),
            color=alt.Color("cell:N", scale=hues, legend=legend),
            strokeDash=alt.StrokeDash("cell:N", scale=dashes, legend=legend),
            tooltip=["cell:N", "step:Q", "x:Q", alt.Tooltip("h:Q", format=".3f")],
        )
    )
