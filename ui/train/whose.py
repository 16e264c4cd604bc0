"""Whose the picture is: of what is chosen now, or of a run with other choices, and then which ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.common import earlier
from ui.train.choose import Choice
from ui.train.runs import Race
from ui.train.settings import WORDS, as_written

if TYPE_CHECKING:
    from lstm_core.training import Experiment


def show(choice: Choice, race: Race) -> None:
    """What the runs that are shown had, and what is wanted now."""
    earlier.say(differences([run.experiment for run in race.runs], choice.experiments), "Train")


def differences(shown: Sequence[Experiment], wanted: Sequence[Experiment]) -> list[str] | None:
    """Each as "units 16, now 5"; None if what is wanted now cannot be trained."""
    if not wanted:
        return None
    if shown[0].task_spec != wanted[0].task_spec:
        return [f"task {_then_now(shown[0].task_spec.name, wanted[0].task_spec.name)}"]
    found = _differing_settings(shown[0], wanted[0])
    if [one.cell for one in shown] != [one.cell for one in wanted]:
        found.insert(0, f"cells {_then_now(_cells(shown), _cells(wanted))}")
    return found


def _differing_settings(shown: Experiment, wanted: Experiment) -> list[str]:
    before, now = shown.settings(), wanted.settings()
    words = WORDS | {"until_solved": "Stop when it is solved"}
    return [
        f"{words[name].lower()} {_then_now(_in_words(before[name]), _in_words(now[name]))}"
        for name in words
        if before[name] != now[name]
    ]


def _cells(experiments: Sequence[Experiment]) -> str:
    return ", ".join(one.cell.name for one in experiments)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else as_written(value)


def _then_now(before: str, now: str) -> str:
    return f"{before}, now {now}" if before != now else f"{before}, since changed"
