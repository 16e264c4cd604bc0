"""A loss with a wall in it, and the steps of two walks on it."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from lstm_core.gradients.clipping import Cliff
from ui.common.charts import BLUE, GREY, RED, Figure, looks, plot, rows_of
from ui.common.text import plain

HUES = (RED, BLUE)  # of the walks, in their order
Walks = Mapping[str, Sequence[float]]


def loss_surface(cliff: Cliff, walks: Walks, reach: float) -> None:
    """The loss over b from −reach to reach, and where each walk stands after every step, as far as it can be seen."""
    rows = {
        "ground": _ground(cliff, reach),
        "rings": _inside(cliff, walks, reach),
        "away": _outside(walks, reach),
    }
    ends = "; ".join(f"{walk} ends at b = {plain(path[-1])}" for walk, path in walks.items())
    plot(_looks(tuple(walks), reach), rows, height=280, alt="The loss over the bias, a wall at 0", words=ends)


@looks
def _looks(walks: tuple[str, ...], reach: float) -> Figure:
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    x = alt.X("b:Q", title="bias b", axis=alt.Axis(grid=False, tickCount=6), scale=scale)
    y = alt.Y("loss:Q", title="loss", axis=alt.Axis(tickCount=4))
    hues = alt.Scale(domain=list(walks), range=list(HUES))
    hue = alt.Color("walk:N", scale=hues, legend=alt.Legend(orient="bottom", title=None))
    rings = rows_of("rings").mark_point(size=80, strokeWidth=2, filled=False, opacity=0.9)
    away = rows_of("away").mark_text(fontSize=13, dx=8, align="left", opacity=1)
    return alt.layer(
        rows_of("ground").mark_line(color=GREY, strokeWidth=2).encode(x=x, y=y),
        rings.encode(x=x, y=y, color=hue, tooltip=["walk:N", "step:Q", "b:Q", "loss:Q"]),
        away.encode(x=x, y=y, color=hue, text="word:N"),
    )


def _ground(cliff: Cliff, reach: float) -> list[dict[str, Any]]:
    """Points of the curve, twenty times as dense near the wall."""
    near = [k * reach / 4000 for k in range(-200, 201)]
    grid = sorted({*near, *(k * reach / 200 for k in range(-200, 201))})
    return [{"b": b, "loss": float(loss)} for b, loss in zip(grid, cliff.losses(grid), strict=True)]


def _inside(cliff: Cliff, walks: Walks, reach: float) -> list[dict[str, Any]]:
    return [
        {"b": b, "loss": float(loss), "walk": walk, "step": step}
        for walk, path in walks.items()
        for step, (b, loss) in enumerate(zip(path, cliff.losses(path), strict=True))
        if abs(b) <= reach
    ]


def _outside(walks: Walks, reach: float) -> list[dict[str, Any]]:
    """For each walk that leaves the picture, where its first step outside leads."""
    rows = []
    for walk, path in walks.items():
        first_outside = next(((step, b) for step, b in enumerate(path) if abs(b) > reach), None)
        if first_outside:
            word = (
                f"{'→' if first_outside[1] > 0 else '←'} {walk}, step {first_outside[0]}: b = {plain(first_outside[1])}"
            )
            rows.append({"b": -reach, "loss": 0.6, "word": word, "walk": walk})
    return rows
