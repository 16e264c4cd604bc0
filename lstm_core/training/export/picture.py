"""The lecture's picture as SVG: output over time (downwards) against learning episode (to the right)."""

from collections.abc import Sequence
from html import escape

import numpy as np

from lstm_core.cell.roles import BACKGROUND, INK, ROLES
from lstm_core.training.experiment import Experiment
from lstm_core.training.progress import History

WIDTH, HEIGHT, LEFT, TOP = 640, 300, 60, 46
SHADES = 24


def picture(experiment: Experiment, history: History, which: int = 0) -> str:
    """One fixed sequence, from the first update to the last, with the ideal output at its right."""
    if history.watched is None or not history.pictures:
        return ""
    target = history.watched.batch.ys[:, which, 0]
    said = np.stack([outputs[:, which, 0] for _, outputs in history.pictures], axis=1)  # (time, columns)
    low, high = min(float(target.min()), 0.0), max(float(target.max()), 0.0)
    shares = lambda values: (values - low) / ((high - low) or 1.0)
    ends = [step for step, _ in history.pictures]
    title = f"{experiment.task_spec.name}, {experiment.cell.name}, seed {experiment.seed}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 60} {TOP + HEIGHT + 50}" '
        f'font-family="sans-serif" font-size="14" fill="{INK["light"]}" role="img">',
        f"<title>{escape(f'{title}: {history.watched.words[which]}')}</title>",
        f'<rect width="100%" height="100%" fill="{BACKGROUND["light"]}"/>',
        f'<text x="{LEFT}" y="18" font-weight="bold">{escape(title)}</text>',
        f'<text x="{LEFT}" y="37">{escape(history.watched.words[which])}</text>',
        f'<g shape-rendering="crispEdges" fill="{ROLES["output"].hue}">',
        *_cells(shares(said), ends),
        *_column(shares(target), LEFT + WIDTH + 12, 24),
        "</g>",
        *_axes(len(target), ends[-1]),
        "</svg>",
    ]
    return "\n".join(parts)


def _cells(values: np.ndarray, ends: Sequence[int]) -> list[str]:
    """A rectangle for every run of equal shades in a row; what is blank is left out."""
    shades = np.rint(np.clip(values, 0, 1) * SHADES).astype(int)
    edges = [LEFT + WIDTH * end / ends[-1] for end in [0, *ends]]
    height = HEIGHT / len(shades)
    found = []
    for row, line in enumerate(shades):
        starts = np.flatnonzero(np.diff(line, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
            if line[start]:
                x, width = edges[start], edges[end] - edges[start]
                found.append(_rect(x, TOP + row * height, width, height, line[start] / SHADES))
    return found


def _column(values: np.ndarray, x: float, width: float) -> list[str]:
    height = HEIGHT / len(values)
    return [_rect(x, TOP + row * height, width, height, float(v)) for row, v in enumerate(values) if v > 0]


def _rect(x: float, y: float, width: float, height: float, opacity: float) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill-opacity="{opacity:.2f}"/>'


def _axes(steps: int, batches: int) -> list[str]:
    frame = f'fill="none" stroke="{INK["light"]}"'
    bottom = TOP + HEIGHT
    return [
        f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}" {frame}/>',
        f'<rect x="{LEFT + WIDTH + 12}" y="{TOP}" width="24" height="{HEIGHT}" {frame}/>',
        f'<text x="{LEFT - 8}" y="{TOP + 12}" text-anchor="end">1</text>',
        f'<text x="{LEFT - 8}" y="{bottom}" text-anchor="end">{steps}</text>',
        f'<text x="{LEFT - 8}" y="{TOP + HEIGHT / 2}" text-anchor="end">step</text>',
        f'<text x="{LEFT}" y="{bottom + 20}">1</text>',
        f'<text x="{LEFT + WIDTH / 2}" y="{bottom + 36}" text-anchor="middle">batches of training</text>',
        f'<text x="{LEFT + WIDTH}" y="{bottom + 20}" text-anchor="end">{batches:,}</text>',
        f'<text x="{LEFT + WIDTH + 24}" y="{bottom + 20}" text-anchor="middle">ideal</text>',
    ]
