"""What a browser sends may be forged: whatever comes, the page stays up and says a sentence at most."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.cells.custom import packed
from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event
from lstm_core.grade import drawing_of
from lstm_core.run.manual_gates import STEPS
from lstm_core.training.experiment import BOUNDS
from tests.apps import press
from tools.apptest import open_page, rerun
from ui.common.session import LearnerState, Session
from ui.common.text import literal
from ui.components import cell_view, identity, training_view

NAME = "0a0a0a0a-1b1b-4c2c-8d3d-4e4e4e4e4e4e"
ODD = [None, True, -1, 10**400, 0.5, float("nan"), "", "no node", "a" * 10_000, [], [[]], {}, {"a": 1}, "<img src=x>"]
HOSTILE = "![x](//evil.example/p.png) [y](https://evil.example) <img src=x onerror=alert(1)> $\\href{x}{y}$ :red[z]"


GETS_THROUGH = re.compile(r"(?<!\\)\]\((//|https:)|<img|://evil")


def markdown(app: AppTest) -> str:
    return "\n".join(str(e.value) for e in [*app.markdown, *app.caption, *app.info, *app.warning, *app.error])


# Values from our own components


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:12])
def test_a_browser_that_forges_who_it_is_stays_nobody(monkeypatch, odd):
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": NAME, "held": 3}}})
    assert (identity.who(""), identity.held(None)) == (NAME, 3), "what is legal is read there"
    for told in (odd, {"name": odd, "held": odd}):
        monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": told}})
        assert identity.who("") == ""
        assert identity.held(None) is None or identity.held(None) >= 0


@pytest.mark.parametrize("name", ["1" * 36, "-" * 36, NAME.upper(), f"{NAME}\n", f" {NAME}", f"user-{'a' * 31}"])
def test_only_a_random_uuid_is_the_name_of_a_learner(monkeypatch, name):
    """So nobody can call themselves what a login is called, nor something that is easily guessed."""
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": name}}})
    assert identity.who("") == ""
    monkeypatch.setattr(identity.st, "session_state", {identity.KEY: {"told": {"name": NAME}}})
    assert identity.who("") == NAME


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
    return press(app, "check").subheader[0].value


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
    assert not re.search(r"(?<!\\)[\[\]`$|*~]|<|\n|://[a-z]|www\.[a-z]|@[a-z]|:[a-z]", said)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("probe", {"net": HOSTILE}),
        ("course", {"lesson": HOSTILE}),
        ("step-by-step", {"units": "2", "m": HOSTILE}),
        ("my-cell", {"page": packed(f"x\nh\nh_next = tanh(linear(x, h))  # {HOSTILE}")}),
        ("my-cell", {"page": packed(f"x\nh\nh_next = {HOSTILE}")}),
    ],
)
def test_a_link_cannot_put_pictures_links_or_html_on_a_page(page, query):
    said = markdown(open_page(page, query))
    assert not GETS_THROUGH.search(said)


# Logs


def forged_events() -> list[Event]:
    kinds = ("review", "drill", "drawing", "equations", "oral", "exam", "lesson")
    fields = ("rating", "seconds", "mark", "wrong", "traps", "seed", "right", "of", "date", "try", "answers")
    items = ("LSTM", "N01", "date", HOSTILE[:100], "M1")
    odd = [None, True, -1, 10**30, "", HOSTILE, [[]], [HOSTILE] * 2, {}]
    return [
        Event(1e9 + k, kind, item, dict.fromkeys(fields, value))
        for k, (kind, item, value) in enumerate((a, b, c) for a in kinds for b in items for c in odd)
    ]


@pytest.mark.parametrize(
    "page",
    ["start", "draw", "drills", "oral",
     "today", "progress", "course"],
)  # fmt: skip
def test_a_forged_log_is_read_and_no_page_trips_over_it(page):
    events = portable.read(portable.write(forged_events()))
    said = markdown(open_page(page, state={"session": Session(learner=LearnerState(unsaved=events))}))
    assert not GETS_THROUGH.search(said)
