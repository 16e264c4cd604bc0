"""Success and seconds by delay, drawn."""

import altair as alt
import streamlit as st

from lstm_core.sweep import Row

COLOURS = {
    "Elman": "#cc3311",
    "LSTM": "#0077bb",
    "GRU": "#009988",
    "GRU (PyTorch)": "#aa44bb",
}  # of cells, not of roles
DASHES = {"chrono": [1, 0], "Keras": [8, 3], "PyTorch": [2, 3]}
HEIGHT = 330


def solved(rows: list[Row]) -> None:
    """A row per cell and initialisation, a column per delay: how many seeds solved it."""
    base = alt.Chart(alt.Data(values=[_point(row) for row in rows])).encode(
        x=alt.X("delay:O", title="delay in steps", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "net:N", title=None, sort=list(dict.fromkeys(_name(row) for row in rows)), axis=alt.Axis(labelLimit=200)
        ),
        tooltip=["net:N", "delay:O", "seeds:N"],
    )
    tiles = base.mark_rect(stroke="#80808055").encode(
        color=alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=["#ffffff", "#6baed6"]), legend=None)
    )
    words = base.mark_text(fontSize=13, color="#1d2129").encode(text="seeds:N")
    _draw(tiles + words, f"Seeds that solved the task, by delay. {_in_words(rows)}")


def seconds(rows: list[Row]) -> None:
    """A line per cell and initialisation: median CPU seconds of the seeds that solved it."""
    timed = [row for row in rows if row.seconds is not None]
    cells = [cell for cell in COLOURS if any(row.cell == cell for row in timed)]
    starts = [initial for initial in DASHES if any(row.initial == initial for row in timed)]
    colours = alt.Scale(domain=cells, range=[COLOURS[cell] for cell in cells])
    dashes = alt.Scale(domain=starts, range=[DASHES[initial] for initial in starts])
    legend = alt.Legend(orient="bottom", title=None, columns=4, symbolStrokeWidth=2.5)
    lines = (
        alt.Chart(alt.Data(values=[_point(row) for row in timed]))
        .mark_line(point={"size": 50, "filled": True}, strokeWidth=2.5)
        .encode(
            x=alt.X("delay:O", title="delay in steps", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("seconds:Q", title="CPU seconds until solved, median", scale=alt.Scale(type="log")),
            color=alt.Color("cell:N", scale=colours, legend=legend),
            strokeDash=alt.StrokeDash("start:N", scale=dashes, legend=legend),
            detail="net:N",
            tooltip=["net:N", "delay:O", "seeds:N", "batches:Q", "seconds:Q"],
        )
    )
    slowest = max(timed, key=lambda row: row.seconds or 0)
    words = f"slowest: {_name(slowest)} at a delay of {slowest.delay}, {slowest.seconds:.1f} seconds"
    _draw(
        lines, f"Median CPU seconds until solved, by delay, on a logarithmic axis; {words}. The table has every number."
    )


def _draw(chart: alt.Chart | alt.LayerChart, alternative: str) -> None:
    st.altair_chart(chart.properties(height=HEIGHT), alt=alternative)


def _point(row: Row) -> dict[str, str | float | int | None]:
    return {
        "net": _name(row),
        "cell": row.cell,
        "start": row.initial,
        "delay": row.delay,
        "seeds": f"{row.solved} of {row.of}",
        "share": row.solved / row.of,
        "batches": row.batches,
        "seconds": row.seconds,
    }


def _name(row: Row) -> str:
    return f"{row.cell}, {row.initial}"


def _in_words(rows: list[Row]) -> str:
    """Every row of the figure as a sentence."""
    nets = dict.fromkeys(_name(row) for row in rows)
    found = {net: [f"{row.solved} of {row.of} at {row.delay}" for row in rows if _name(row) == net] for net in nets}
    return " ".join(f"{net}: {', '.join(counts)}." for net, counts in found.items())
