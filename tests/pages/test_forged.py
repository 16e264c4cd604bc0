"""What a browser sends may be forged: whatever comes, the page stays up and says a sentence at most."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.cells.custom import packed
from lstm_core.drills import DRILLS
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event
from lstm_core.grade import drawing_of
from lstm_core.run.manual_gates import STEPS
from lstm_core.training.experiment import BOUNDS
from tests.addresses import parameters
from tests.apps import press
from tools.apptest import open_page, rerun
from ui.common.menu import PLACES
from ui.common.session import LearnerState, Session
from ui.common.text import literal
from ui.components import cell_view, identity, training_view

DAY = 86_400.0
NAME = "0a0a0a0a-1b1b-4c2c-8d3d-4e4e4e4e4e4e"
ODD = [None, True, -1, 10**400, 0.5, float("nan"), "", "no node", "a" * 10_000, [], [[]], {}, {"a": 1}, "<img src=x>"]
HOSTILE = "![x](//evil.example/p.png) [y](https://evil.example) <img src=x onerror=alert(1)> $\\href{x}{y}$ :red[z]"


GETS_THROUGH = re.compile(r"(?<!\\)\]\((//|https:)|(?<!\\)<img|://evil")


def markdown(app: AppTest) -> str:
    return "\n".join(
        str(e.value)
        for e in [*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    )


# Addresses

ADDRESSES = {place.url_path: {} for places in PLACES.values() for place in places}
ADDRESSES |= {f"course, {key}": {"lesson": key, "open": "true"} for key in ("comparison", "generation")}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_stays_up_whatever_its_address_says_of_all_it_reads(address):
    kept = ADDRESSES[address]
    for odd in ("", "1e999", "9" * 3000):
        app = open_page(address.partition(",")[0], dict.fromkeys(parameters() - kept.keys(), odd) | kept)
        assert not app.exception, odd


# Values from our own components


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:12])
def test_a_browser_that_forges_who_it_is_stays_nobody(monkeypatch, odd):
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": NAME, "held": 3}}})
    assert (identity.learner_id(""), identity.stored_count(None)) == (NAME, 3), "what is legal is read there"
    for told in (odd, {"name": odd, "held": odd}):
        monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": told}})
        assert identity.learner_id("") == ""
        assert identity.stored_count(None) is None or identity.stored_count(None) >= 0


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:12])
def test_a_browser_that_forges_how_its_login_ended_changes_a_sentence_at_most(monkeypatch, odd):
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"outcome": "lapsed", "earlier": 3}}})
    assert (identity.login_outcome(""), identity.earlier_count(0)) == ("lapsed", 3), "what is legal is read there"
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"outcome": odd, "earlier": odd}}})
    assert identity.login_outcome("") == ""
    assert identity.earlier_count(0) >= 0


@pytest.mark.parametrize("name", ["1" * 36, "-" * 36, NAME.upper(), f"{NAME}\n", f" {NAME}", f"user-{'a' * 31}"])
def test_only_a_random_uuid_is_the_name_of_a_learner(monkeypatch, name):
    """So nobody can call themselves what a login is called, nor something that is easily guessed."""
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": name}}})
    assert identity.learner_id("") == ""
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": NAME}}})
    assert identity.learner_id("") == NAME


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:12])
def test_a_picked_sequence_is_a_number_or_nothing(monkeypatch, odd):
    monkeypatch.setattr(training_view.st, "session_state", {"k": {"selected": 2}})
    assert training_view.selected("k") == 2
    monkeypatch.setattr(training_view.st, "session_state", {"k": {"selected": odd}})
    assert training_view.selected("k") is None or isinstance(training_view.selected("k"), int)


def test_a_forged_node_is_not_picked(monkeypatch):
    asked, picked = [], []
    monkeypatch.setattr(cell_view, "_FIGURE", lambda **given: asked.append(given["on_picked_change"]))
    cell_view.cell_view(CELLS["LSTM"], {}, key="figure", on_pick=picked.append)
    for odd in [*ODD, "f"]:
        monkeypatch.setattr(cell_view.st, "session_state", {"figure": type("State", (), {"picked": odd})})
        asked[0]()
    assert picked == ["f"]


@dataclass(frozen=True)
class Board:
    """A component on which learners draw or paint: where it stands, and a legal drawing that changes what is shown."""

    address: str
    query: dict[str, str]
    field: str  # what only this component is sent, so that its key can be read off the page
    name: str  # of what it sends back
    legal: Callable[[dict[str, Any], int], dict[str, Any]]  # from what it was sent, and how often it has sent before
    shown: Callable[[AppTest, dict[str, Any]], Any]


def drawn(data: dict[str, Any], turn: int) -> dict[str, Any]:
    return {"rev": data["rev"]} | drawing_of(CELLS["LSTM"]).data()


def ones(data: dict[str, Any], turn: int) -> dict[str, Any]:
    rows = {row["name"]: [1] * STEPS for row in data["strips"]}
    return {"rev": data["rev"], "turn": turn, "program": rows}


def zeros(data: dict[str, Any], turn: int) -> dict[str, Any]:
    rows = {str(k): [0] * len(row["values"]) for k, row in enumerate(data["inputs"])}
    return {"rev": data["rev"], "turn": turn, "program": rows}


def marked(app: AppTest, data: dict[str, Any]) -> str:
    return press(app, "check").header[0].value


BOARDS = [
    Board("draw", {"way": "Blank sheet", "drawn_cell": "LSTM"}, "palette", "drawing", drawn, marked),
    Board("probe", {}, "maps", "program", zeros, lambda app, data: data["inputs"]),
    Board("step-by-step", {"view": "Gates by hand"}, "strips", "program", ones, lambda app, data: data["plots"]),
]


def sent(app: AppTest, field: str) -> tuple[str, dict[str, Any]]:
    """The key of the component that was sent such a field, and all that it was sent."""
    found = [(one.proto.id.split("-", 2)[2], json.loads(one.proto.json)) for one in app.get("bidi_component")]
    return next((key, data) for key, data in found if field in data)


def forgeries(legal: dict[str, Any]) -> Iterator[Any]:
    """Nothing of the right shape, the right shape with something odd in every place, and odd things in the lists."""
    yield from ODD
    yield from (legal | {place: odd} for place in legal for odd in ODD)
    yield from (legal | {place: [odd] * 3} for place in legal if isinstance(legal[place], list) for odd in ODD)


@pytest.mark.slow
@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.address)
def test_forged_boards_leave_the_page_up(board):
    """Through the same key a legal drawing is taken over before and afterwards: so the forged ones are read."""
    app = open_page(board.address, board.query)
    key, data = sent(app, board.field)
    before = board.shown(app, data)

    def answer(turn: int, what: Any) -> Any:
        app.session_state[key] = {board.name: what}
        rerun(app)
        return board.shown(app, sent(app, board.field)[1])

    right = answer(1, board.legal(data, 1))
    assert right != before
    for turn, odd in enumerate(forgeries(board.legal(data, 2)), 2):
        if isinstance(odd, dict) and odd.get("turn") == 2:
            odd |= {"turn": turn}
        answer(turn, odd)
    turn += 1
    assert answer(turn, board.legal(sent(app, board.field)[1], turn)) == right


# Widgets


def test_a_forged_setting_of_a_training_never_passes_its_bounds():
    app = open_page("train")
    for far in (10**9, -(10**9)):
        for field in app.number_input:
            field.set_value(far)
        app.run()
        assert not app.exception
        for name, (low, high) in BOUNDS.items():
            assert low <= app.number_input(key=f"net_{name}").value <= high


def test_settings_that_are_too_much_together_are_refused_in_a_sentence():
    app = open_page("train")
    for name, value in (("hidden", 128), ("time", 600), ("batch", 512)):
        app.number_input(key=f"net_{name}").set_value(value)
    app.run()
    assert not app.exception
    assert "too large to be trained here" in markdown(app)
    assert app.button(key="train").disabled


# What is quoted


def test_quoted_text_is_no_markdown():
    said = literal(HOSTILE + "\n\n# heading | cell `code` mail@evil.example www.evil.example")
    assert not re.search(r"(?<!\\)[\[\]`$|*~<>&]|\n|://|www\.|@[a-z]|:[a-z]", said)


def test_an_address_or_a_time_in_a_sentence_can_be_copied_as_it_is():
    assert literal("at localhost:8501, from 12:30 on") == "at localhost:8501, from 12:30 on"


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("probe", {"net": HOSTILE}, "evil"),
        ("course", {"lesson": HOSTILE}, "evil"),
        ("step-by-step", {"units": "2", "m": HOSTILE}, "The link carries"),
        ("my-cell", {"page": packed(f"x\nh\nh_next = tanh(linear(x, h))  # {HOSTILE}")}, "evil"),
        ("my-cell", {"page": packed(f"x\nh\nh_next = {HOSTILE}")}, "evil"),
    ],
)
def test_a_link_cannot_put_pictures_links_or_html_on_a_page(page, query, words):
    said = markdown(open_page(page, query))
    assert words in said, "it is quoted, or spoken of"
    assert not GETS_THROUGH.search(said)


# Logs


KNOWN = {  # what an event is about, by its kind; whatever is about something else is passed over
    "review": "question A01",
    "drill": "N09",
    "drawing": "LSTM",
    "equations": "LSTM",
    "oral": "whole",
    "exam": "date",
    "lesson": "elman",
    "puzzle": "recall",
}


def honest_events() -> list[Event]:
    """A log as the app writes it: cards reviewed long ago, a drawing wrong twice, a drill solved, a lesson read."""
    now = time.time()
    reviews = [
        Event(now - 40 * DAY + k, "review", one.id, {"rating": 3, "seconds": 9}) for k, one in enumerate(cards()[:40])
    ]
    drawings = [Event(now - k, "drawing", "LSTM", {"wrong": ["M4"], "mark": 90}) for k in range(2)]
    solved = {"seed": 1, "right": 1, "of": 1, "shown": False, "traps": []}
    return [*reviews, *drawings, Event(now, "drill", "N09", solved), Event(now, "lesson", "elman")]


def forged_events() -> list[Event]:
    fields = ("rating", "seconds", "mark", "wrong", "traps", "seed", "right", "of", "date", "try", "answers", "strokes")
    odd = [None, True, -1, 10**30, "", HOSTILE, [[]], [HOSTILE] * 2, {}]
    where = [(kind, item) for kind, known in KNOWN.items() for item in (known, HOSTILE[:100])]
    return [
        Event(1e9 + k, kind, item, dict.fromkeys(fields, value))
        for k, ((kind, item), value) in enumerate(product(where, odd))
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("start", {}, f"40 of {len(cards())} cards seen"),
        ("draw", {}, "(2 times)"),
        ("drills", {"drills": DRILLS["N09"].title}, "The last step is yours."),
        ("today", {}, "50 cards, about"),
        ("progress", {}, f"40 of {len(cards())} cards were seen"),
        ("course", {}, "check_circle: read"),
    ],
)
def test_a_forged_log_is_read_and_no_page_trips_over_it(page, query, words):
    """Every one of these pages says something about an honest log, also where it stands beside a forged one."""
    forged = portable.read(portable.write(forged_events()))
    shown = lambda log: markdown(open_page(page, query, {"session": Session(learner=LearnerState(unsaved=log))}))
    assert words not in shown([])
    assert words in shown(honest_events())
    assert not GETS_THROUGH.search(shown(forged))
    assert not GETS_THROUGH.search(shown([*forged, *honest_events()]))
