"""What a learner does on a page that AppTest runs, and what the log then holds."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

T = TypeVar("T")


def press(app: AppTest, key: str) -> AppTest:
    """Click a button; nothing may go wrong."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def click_again(app: AppTest, key: str) -> Callable[[], AppTest]:
    """The second click of two at this button, to be sent later: a browser names the button by its id."""
    click = WidgetState(id=app.button(key=key).id, trigger_value=True)

    def send() -> AppTest:
        app._run(WidgetStates(widgets=[click]))
        assert not app.exception
        return app

    return send


def written_down(app: AppTest, kind: str) -> list[Any]:
    """The events of a kind that wait for the log, the oldest first."""
    return [event for event in app.session_state["session"].learner.unsaved if event.kind == kind]


def in_session(app: AppTest, what: Callable[[], T]) -> T:
    """Do something in the session of an app."""
    before = st.session_state.get("session")
    st.session_state["session"] = app.session_state["session"]
    try:
        return what()
    finally:
        if before is None:
            del st.session_state["session"]
        else:
            st.session_state["session"] = before


def in_words(app: AppTest) -> list[str]:
    """What every chart shows, as screen readers hear it."""
    return [element.proto.body for element in app.get("html") if 'class="in-words"' in element.proto.body]


def ways_on(app: AppTest) -> list[tuple[str, str, dict[str, str]]]:
    """What the row at the end of a page offers: the words, and for a link its page and its query."""
    rows = list(_blocks(app.main, "-leads_on"))
    assert len(rows) < 2
    found = [one for row in rows for one in row.children.values() if one.type in ("page_link", "button")]
    return [(one.proto.label, *(_target(one.proto) if one.type == "page_link" else ("", {}))) for one in found]


def _target(link: Any) -> tuple[str, dict[str, str]]:
    return link.page, dict(parse_qsl(link.query_string))


def _blocks(block: Block, ending: str) -> Iterator[Block]:
    for child in block.children.values():
        if isinstance(child, Block):
            if getattr(child.proto, "id", "").endswith(ending):
                yield child
            yield from _blocks(child, ending)


def turn(app: AppTest, lesson: str, part: str) -> AppTest:
    """Open a part of a lesson's experiment; nothing may go wrong."""
    app.session_state[f"{lesson}_part"] = part
    app.run()
    assert not app.exception
    return app
