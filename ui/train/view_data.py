"""What the component is sent about a race: little enough to be sent several times a second."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_core.tasks import Watched
from ui.common.trainer import queue_position, time_shares
from ui.train.runs import Race
from ui.train.task import baseline_errors

if TYPE_CHECKING:
    from lstm_core.training import Experiment, Progress
    from lstm_core.training.run import Run

Shares = Callable[[np.ndarray], np.ndarray]
MARGIN = 0.25  # of the largest target that is shown below 0 and above it
POINTS = 240  # of a loss curve
NUMBERS = 24_000  # of a picture
NICE = (20, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 20_000)
READY, WAITING = "Take the first batch when you like.", "PyTorch is being loaded."
BASELINES = {"always zero": "always 0", "when, not what": "when, not what", "always the mean": "always the mean"}


def view_of(race: Race, which: int) -> dict[str, Any]:
    """Everything that is drawn: what the runs share, and a panel for each."""
    progresses = [run.progress for run in race.runs]
    first = race.runs[0].experiment
    watched = next((p.history.watched for p in progresses if p.history.watched), None) or _fixed(first)
    which = which if 0 <= which < len(watched.words) else 0
    levels = _levels(first)
    shares = shares_of(watched.batch.ys[..., 0])
    reached = max(progress.step for progress in progresses)
    panels = [
        _panel(run, progress, watched, which, shares) for run, progress in zip(race.runs, progresses, strict=True)
    ]
    return {
        "race": race.number,
        "axis": next((nice for nice in NICE if nice >= reached), NICE[-1]),
        "decades": decades([value for panel in panels for value in panel["losses"]], [v for _, v in levels]),
        "levels": levels,
        "selected": which,
        "words": watched.words,
        "time": first.time,
        "span": [-MARGIN, 1 + MARGIN],
        "zero": float(shares(np.zeros(1))[0]),
        "targets": packed(shares(watched.batch.ys[..., 0].T)),
        "runs": panels,
    }


def _panel(run: Run, progress: Progress, watched: Watched, which: int, shares: Shares) -> dict[str, Any]:
    from lstm_core.training.diagnosis import diagnose

    diagnosis = diagnose(progress, run.done.is_set())
    pictures = progress.history.pictures[:]
    columns = thinned(pictures, max(20, NUMBERS // run.experiment.time))
    said = [outputs[:, which, 0] for _, outputs in columns]
    last = pictures[-1][1][..., 0] if pictures else np.zeros_like(watched.batch.ys[..., 0])
    ends, losses = curve(progress.losses)
    return {
        "name": run.experiment.cell.name,
        "kind": diagnosis.kind,
        "title": diagnosis.title if progress.step else "Ready" if run.paused else "Waiting for its turn",
        "sentence": diagnosis.sentence if progress.step else READY if run.paused else queue_position() or WAITING,
        "facts": _facts(run, progress),
        "columns": [step for step, _ in columns],
        "picture": packed(shares(np.array(said))),
        "outputs": packed(shares(last.T)),
        "ends": ends,
        "losses": losses,
        "alt": _alt(run, progress, watched, which, last[:, which]),
    }


def _facts(run: Run, progress: Progress) -> list[str]:
    """Batches, loss, pace and time left, score."""
    most = run.experiment.steps
    facts = [f"{progress.step:,} batches" if run.done.is_set() else f"batch {progress.step:,} of at most {most:,}"]
    if progress.losses:
        facts.append(f"loss {progress.losses[-1]:.3g}")
    if progress.step and run.running:
        fastest = progress.step / max(run.seconds, 1e-6) / time_shares()
        pace = min(fastest, run.speed or fastest)
        facts.append(f"{pace:,.0f} batches/s, {(most - progress.step) / pace:,.0f} s left at most")
        if queue := queue_position():
            facts.append(queue)
    elif progress.step and not run.returns_to:
        facts.append(f"{run.cpu:.2f} s of CPU" if run.done.is_set() else "paused")
    if progress.verdict and not progress.solved:
        facts.append(progress.verdict.words.removeprefix("Not solved: ").removeprefix("Solved: ").rstrip("."))
    return facts


def _alt(run: Run, progress: Progress, watched: Watched, which: int, said: np.ndarray) -> str:
    """The picture in words, with the numbers of the last column."""
    target, mask = watched.batch.ys[:, which, 0], watched.batch.mask[:, which] > 0
    asked = np.flatnonzero(mask if not mask.all() else target > 0)[:4]
    answers = ", ".join(f"at step {t + 1} it outputs {said[t]:.2f} and {target[t]:.2f} is due" for t in asked)
    quiet = np.delete(np.abs(said), asked)
    rest = f"; at all other steps at most {quiet.max():.2f}" if quiet.size else ""
    return (
        f"Output of the {run.experiment.cell.name} over time against learning episode, up to batch {progress.step:,}. "
        f"{watched.words[which]} Now {answers}{rest}."
    )


def _levels(experiment: Experiment) -> list[tuple[str, float]]:
    """The losses at which nets get stuck that ignore their inputs."""
    from lstm_core.training.diagnosis import level

    errors = baseline_errors(experiment.task_spec, experiment.time, experiment.delay, every_output=True)
    timed = "when, not what" in errors
    names = ["always zero", "when, not what" if timed else "always the mean"]
    counting = float(_fixed(experiment).batch.mask.mean()) if timed else 1.0
    return [(BASELINES[name], level(experiment.loss, errors[name], counting)) for name in names]


def _fixed(experiment: Experiment) -> Watched:
    from lstm_core.tasks import fixed_sequences

    return fixed_sequences(experiment.task_spec, time=experiment.time, delay=experiment.delay or None)


def thinned(items: Sequence[Any], most: int) -> list[Any]:
    """Every k-th of them, and always the last."""
    every = -(-len(items) // most) or 1
    return list(items[::-every][::-1]) if items else []


def curve(losses: Sequence[float]) -> tuple[list[int], list[float]]:
    """Batches and losses of a curve; if there are too many, means over as many as needed."""
    every = -(-len(losses) // POINTS) or 1
    starts = range(0, len(losses), every)
    means = [float(np.mean(losses[k : k + every])) for k in starts]
    return [min(k + every, len(losses)) for k in starts], [float(f"{mean:.3g}") for mean in means]


def decades(losses: list[float], levels: list[float]) -> list[float]:
    """Whole powers of ten around everything that is drawn."""
    values = [value for value in [*losses, *levels] if value > 0]
    return [float(np.floor(np.log10(min(values)))), float(np.ceil(np.log10(max(values))))]


def shares_of(targets: np.ndarray) -> Shares:
    """Puts numbers on a scale from 0, the lowest target and at most zero itself, to 1, the largest."""
    low, high = min(float(targets.min()), 0.0), max(float(targets.max()), 0.0)
    return lambda values: (values - low) / max(high - low, 1e-6)


def packed(values: np.ndarray) -> str:
    """Numbers from -MARGIN to 1 + MARGIN as base64 of one byte each."""
    shares = (np.clip(values, -MARGIN, 1 + MARGIN) + MARGIN) / (1 + 2 * MARGIN)
    return base64.b64encode(np.rint(shares * 255).astype(np.uint8).tobytes()).decode()
