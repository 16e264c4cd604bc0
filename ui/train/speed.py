"""How fast a run goes: by itself, so that it can be watched, or one batch for every click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lstm_core.training.run import Run

BY_HAND, SLOW, FULL = "Batch by batch", "Slow motion", "Full speed"
SPEEDS: dict[str, float | None] = {BY_HAND: 0.0, SLOW: 25.0, FULL: None}  # updates a second; None: as fast as it goes
PATIENCE = 0.5  # seconds a click on "One batch" waits for its batch, at most


def pace(run: Run, speed: str) -> None:
    """Set how fast a run goes; batch by batch means that it waits for a hand."""
    updates = SPEEDS.get(speed, SPEEDS[SLOW])
    if updates == 0:
        run.pause()
        return
    run.speed = updates
    run.resume()


def one_batch(runs: Sequence[Run]) -> None:
    """One more update for every run, and wait a moment for it, so that it is on the picture."""
    before = [run.progress.step for run in runs]
    for run in runs:
        run.one_update()
    for run, step in zip(runs, before, strict=True):
        for _ in range(int(PATIENCE / 0.01)):
            if run.progress.step > step or run.done.wait(0.01):
                break
