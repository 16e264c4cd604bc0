"""All that the app remembers about one visitor between reruns.

What defines the view (cell, stage, numbers) is not here but in the URL: those widgets are bound to
query parameters under their own keys, so that any state can be linked and survives a page switch.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from lstm_core.run.answers import Verdict

if TYPE_CHECKING:
    from lstm_core.tasks.draft import Draft


@dataclass
class Session:
    """One object under one key of st.session_state, so that a typo is an AttributeError."""

    page: str = ""  # where the visitor was last, for "go on where you were"
    tables: dict[str, Any] = field(default_factory=dict)  # numbers typed into tables, by what they are for
    revealed: set[str] = field(default_factory=set)  # results uncovered, by what they are results of
    verdicts: dict[str, Verdict | str] = field(default_factory=dict)  # what was said about them
    programs: dict[str, Any] = field(default_factory=dict)  # gates set by hand, by cell and challenge
    nets: dict[str, bytes] = field(default_factory=dict)  # nets trained or uploaded, as safetensors, by name
    cells: dict[str, str] = field(default_factory=dict)  # the learner's own cells, as pages of notation, by name
    tasks: dict[str, Draft] = field(default_factory=dict)  # tasks the learner designed and kept, by name
    design: Draft | None = None  # the task that is being designed
    boards: dict[str, Any] = field(default_factory=dict)  # sequences placed by hand, by net and what they began as
    by_hand: int = 0  # which numbers are worked out by hand
    counted: int = 0  # of which net the parameters are counted
    morphed: int = 0  # which weights two neighbours on the way to the GRU are run with
    predicted: dict[str, int] = field(default_factory=dict)  # what was said before a lesson was opened, by its key
    paragraphs: dict[str, int] = field(default_factory=dict)  # which one is read, by the key of the lesson
    turned: int = 0  # how often a paragraph was turned to
    sent: Any = None  # a unit of a trained net on its way to the step page
    run_numbers: dict[str, int] = field(default_factory=dict)  # of what was trained last, by the name of its RunSlot
    guess: int | None = None  # batches that the race on the Train page will take, as the learner said
    asked: Any = None  # key and plan of one more experiment of a sweep
    more: dict[str, Any] = field(default_factory=dict)  # results of such experiments, by their keys
    finished: dict[tuple[int, int], Any] = field(default_factory=dict)  # rows about ended runs, by race and lane
    watched: int = 0  # which of the fixed sequences is looked at
    seat: str = field(default_factory=lambda: secrets.token_hex(8))  # who this visitor is among those who train
    learner: str = ""  # who this browser is, once it has said so
    events: list[Any] = field(default_factory=list)  # what was done and is not in the log yet
    trouble: str = ""  # why they are not, in a sentence
    copied: list[Any] = field(default_factory=list)  # what was done in this session, for the browser to keep as well
    held: int | None = None  # how many events this browser's copy of the log had, once it has said so
    meetings: int = 0  # reruns since it is known who this browser is
    restored: bool = False  # whether the browser's copy of the log was taken in
    desks: dict[str, Any] = field(default_factory=dict)  # drawings in progress, by cell and way of practising
    drill: Any = None  # the numeric drill on the desk
    schedule: dict[str, Any] = field(default_factory=dict)  # where somebody nobody knows stands, as of the last look
    sitting: Any = None  # the cards of today
    uploaded: str = ""  # the log that was brought back last
    oral: Any = None  # the mock exam that goes on
    speakers: dict[str, Any] = field(default_factory=dict)  # next-symbol nets taught in this session, by name
    heard: str = ""  # the tune that is listened to, in ABC
    search: int = 0  # which table is searched by hand
    notes: dict[str, str] = field(default_factory=dict)  # sentences to show once, beside the field they are about


def session() -> Session:
    """The visitor's own state."""
    return st.session_state.setdefault("session", Session())


def choose(values: Mapping[str, Any]) -> None:
    """Set widgets by their keys; call it from a callback, before the widgets are drawn."""
    for key, value in values.items():
        st.session_state[key] = value


def chosen(key: str, default: Any) -> Any:
    """What a widget that may not have been drawn yet is set to."""
    return st.session_state.get(key, default)


def drawn(key: str) -> bool:
    """Whether a widget was there when the page was drawn last."""
    return key in st.session_state


def forget(key: str) -> None:
    """Let a widget begin anew, as if it had never been set."""
    st.session_state.pop(key, None)
