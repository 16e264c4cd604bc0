"""All that the app remembers about one visitor between reruns.

What defines the view (cell, stage, numbers) is not here but in the URL: those widgets are bound to
query parameters under their own keys, so that any state can be linked and survives a page switch.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn
from weakref import WeakSet

import streamlit as st

from lstm_core.exam.log.allowance import Allowance

SESSION = "session"  # key of the one object

if TYPE_CHECKING:  # a page must not pay for what others keep here
    import numpy as np

    from lstm_core.cell import Cell
    from lstm_core.exam.log.log import Event
    from lstm_core.exam.plan import Plan
    from lstm_core.exam.review.schedule import Schedule
    from lstm_core.run.answers import MarkedAnswer
    from lstm_core.tasks.draft import Draft
    from lstm_core.training.sweep import RunResult
    from ui.course.experiments.computer.board import WeightBoard
    from ui.course.experiments.generation.models import TextGenerator
    from ui.practise.draw.attempt import DrawingAttempt
    from ui.practise.drills.attempt import DrillAttempt
    from ui.practise.oral.exam_session import ExamSession
    from ui.practise.oral.practice import PracticeSession
    from ui.practise.plan.first_check import CheckSession
    from ui.practise.plan.today_list import TodayList
    from ui.practise.review_session import ReviewSession
    from ui.probe.board import ProbeBoard
    from ui.step.from_probe import SentUnit
    from ui.step.manual_gates import GateBoard


@dataclass
class LoginState:
    """How the visitor stands with the login, where one is set up."""

    leaves_for: str = ""  # "login" or "logout", as long as the browser is not ready
    trouble: str = ""  # why nobody can log in just now, in a sentence
    outcome: str = ""  # of the browser's last login: "unfinished", "lapsed", or "" if there is nothing to say
    earlier: int = 0  # events that this browser has from before the login, and the login has not
    takes_earlier: bool = False  # whether they are wanted
    moved: bool = False  # whether they are in the log of the login now


@dataclass
class LearnerState:
    """Who the visitor is, and what of their log is still on its way."""

    name: str = ""  # who this browser is, once it has said so
    unsaved: list[Event] = field(default_factory=list)  # what was done and is not in the log yet
    error: str = ""  # why it is not, in a sentence
    allowance: Allowance = field(default_factory=Allowance)  # of waiting for the log
    for_browser: list[Event] = field(default_factory=list)  # all that was done in this session, to be kept there, too
    browser_count: int | None = None  # events in the browser's copy of the log, once it has said so
    syncs: int = 0  # reruns since the browser has said so
    browser_keeps: str = "all"  # what the browser stores: "all", "name" if it has no room for the copy, or "nothing"
    latest: float = 0.0  # the time of the last event that was written down here
    times_opened: int = 0  # how often the log had opened its file when it was last asked
    file_was_lost: bool = False  # whether it has opened another one, and not all is in that yet
    all_is_back: bool = False  # whether that was so, all is in it by now, and nothing of it was said yet
    in_log: int = 0  # events that should be in the log: those that were there, and what was done since
    missing: int = 0  # how many of these are not in it
    status: tuple[object, ...] = ()  # of the log, as the page shows it
    restored: bool = False  # whether the browser's copy of the log was taken in
    login: LoginState = field(default_factory=LoginState)


@dataclass(eq=False)
class Creations:
    """What the learner made or uploaded, by name, for other pages to use."""

    cells: dict[str, str] = field(default_factory=dict)  # as pages of notation
    tasks: dict[str, Draft] = field(default_factory=dict)
    nets: dict[str, bytes] = field(default_factory=dict)  # as safetensors
    generators: dict[str, TextGenerator] = field(default_factory=dict)  # next-symbol nets

    def __post_init__(self) -> None:
        OWN.add(self)

    @property
    def size(self) -> int:
        """Bytes of what is large, roughly."""
        return sum(map(len, [*self.nets.values()])) + sum(one.size for one in [*self.generators.values()])


OWN: WeakSet[Creations] = WeakSet()  # of all visitors


@dataclass
class StepState:
    """The LSTM, step by step."""

    tables: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)  # numbers by cell and size
    tables_version: int = 0  # moves on when tables are replaced, so that their editors begin anew
    edited_from: dict[str, dict[str, list[float]]] = field(default_factory=dict)  # columns by the key of an editor
    link_checked: bool = False  # whether complaints about the link were shown
    from_probe: SentUnit | None = None  # a unit of a trained net
    verdicts: dict[str, MarkedAnswer | str] = field(default_factory=dict)  # on predictions, by what was predicted
    gate_boards: dict[str, GateBoard] = field(default_factory=dict)  # by cell and challenge
    own_sequence: Sequence[float] | None = None  # the last one that could be read


@dataclass
class TrainState:
    """Train, and whatever else trains. The runs themselves end with the tab, so only their numbers are here."""

    seat: str = field(default_factory=lambda: secrets.token_hex(8))  # who this visitor is among all who train
    tab: str = field(default_factory=lambda: secrets.token_hex(16))  # by which this tab is known after a reload
    run_numbers: dict[str, int] = field(default_factory=dict)  # of what was started last, by the name of its RunSlot
    watched: int = 0  # which of the fixed sequences is looked at
    written: set[str] = field(default_factory=set)  # runs that are in the log


@dataclass
class ProbeState:
    """Probe."""

    boards: dict[str, ProbeBoard] = field(default_factory=dict)  # by net and sequence
    link_read: bool = False  # whether the sequence in the link was used
    missing_net: str | None = None  # the net in the link that was reported missing


@dataclass
class DelaysState:
    """How long a delay: experiments of the learner's own beside a sweep."""

    results: dict[str, RunResult] = field(default_factory=dict)  # by key


@dataclass
class DesignState:
    """Design a task."""

    draft: Draft | None = None  # with all that was typed
    edited_from: Draft | None = None  # what the grids began with
    grids_version: int = 0  # moves on when the draft is replaced, so that the grids begin anew
    replaced: tuple[str, Draft] | None = None  # the name and the draft before the last replacement
    channels_error: str = ""
    preview_seed: int = 0


@dataclass
class CourseState:
    """The course, by the key of a lesson."""

    paragraphs: dict[str, int] = field(default_factory=dict)  # which one is read, from 1
    turns: int = 0  # how often another paragraph was turned to
    focus: str = ""  # the container that a button, pressed last, has made way for
    presses: int = 0  # of such buttons


@dataclass
class ExperimentState:
    """The experiments of lessons."""

    nets_offered: set[str] = field(default_factory=set)  # nets of one's own that were kept, or were too large
    elman_numbers: int = 0  # which numbers two steps are worked out with
    parameter_quiz: int = 0  # which net's parameters are counted
    gru_weights: int = 0  # which weights the LSTM and the GRU are compared with
    weight_boards: dict[str, WeightBoard] = field(default_factory=dict)  # of the computer, by puzzle
    search_table: int = 0  # which table is searched by hand
    playing: str = ""  # the tune that is listened to, in ABC


@dataclass
class WeightsState:
    """The converter for weights: what the last file that was opened holds."""

    layers: tuple[str, ...] = ()  # to choose from, if there are several
    notes: tuple[str, ...] = ()  # what was added or left out, in sentences


@dataclass
class PractiseState:
    """Drawings, drills, the mock exam and the review."""

    drawings: dict[str, DrawingAttempt] = field(default_factory=dict)  # by cell and way of practising
    tool_chosen: bool = False  # whether the learner, or a link, has chosen between pen and parts
    drill: DrillAttempt | None = None
    exam: ExamSession | None = None
    single: PracticeSession | None = None  # a question that is practised by itself
    review: ReviewSession | None = None
    ended: ReviewSession | None = None  # the last one, until another begins
    schedule: Schedule | None = None  # as of the last look
    plan: tuple[object, Plan] | None = None  # as it was when today began, after what it was made from
    today: tuple[object, TodayList] | None = None  # its list with ticks, in the same way
    first_check: CheckSession | None = None  # as long as it goes on
    last_reviews: dict[str, str] = field(default_factory=dict)  # by card: the review after which it was shown here
    uploaded_log: str = ""  # id of the log that was brought back last


@dataclass
class Session:
    """One object under one key of st.session_state, so that a typo is an AttributeError."""

    page: str = ""  # where the visitor was last, for "go on where you were"
    open_page: str | None = None  # which page was drawn last, "" for the start page
    next_choices: dict[str, Any] = field(default_factory=dict)  # for widgets, before the page is drawn again
    notes: dict[str, str] = field(default_factory=dict)  # sentences to show once, beside the field they are about
    answers: dict[str, Any] = field(default_factory=dict)  # given before something was shown, by question
    own_cell: Cell | None = None  # on My cell, the last one that could be read
    learner: LearnerState = field(default_factory=LearnerState)
    own: Creations = field(default_factory=Creations)
    step: StepState = field(default_factory=StepState)
    train: TrainState = field(default_factory=TrainState)
    probe: ProbeState = field(default_factory=ProbeState)
    delays: DelaysState = field(default_factory=DelaysState)
    design: DesignState = field(default_factory=DesignState)
    course: CourseState = field(default_factory=CourseState)
    experiments: ExperimentState = field(default_factory=ExperimentState)
    practise: PractiseState = field(default_factory=PractiseState)
    weights: WeightsState = field(default_factory=WeightsState)


def session() -> Session:
    """The visitor's own state."""
    return st.session_state.setdefault(SESSION, Session())


def choose(values: Mapping[str, Any]) -> None:
    """Set widgets by their keys; call it from a callback, before the widgets are drawn."""
    for key, value in values.items():
        st.session_state[key] = value


def choose_next(values: Mapping[str, Any]) -> NoReturn:
    """Set widgets by their keys and draw the whole page again, from within a fragment, too.

    What a fragment sets reaches widgets outside it only in part: the state has the new value, and the page goes on with
    the old one.
    """
    session().next_choices = dict(values)
    st.rerun()


def take_choices() -> None:
    """Set what `choose_next` left, before any widget is drawn."""
    choose(session().next_choices)
    session().next_choices = {}


def chosen(key: str, default: Any) -> Any:
    """What a widget that may not have been drawn yet is set to."""
    return st.session_state.get(key, default)


def drawn(key: str) -> bool:
    """Whether a widget was there when the page was drawn last."""
    return key in st.session_state


def forget(key: str) -> None:
    """Let a widget begin anew, as if it had never been set."""
    st.session_state.pop(key, None)
