"""What a learner does on a page that AppTest runs, and what the log then holds."""

from typing import Any

from streamlit.testing.v1 import AppTest


def press(app: AppTest, key: str) -> AppTest:
    """Click a button; nothing may go wrong."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def written_down(app: AppTest, kind: str) -> list[Any]:
    """The events of a kind that wait for the log, the oldest first."""
    return [event for event in app.session_state["session"].learner.unsaved if event.kind == kind]


def in_words(app: AppTest) -> list[str]:
    """What every chart shows, as screen readers hear it."""
    return [element.proto.body for element in app.get("html") if 'class="in-words"' in element.proto.body]


def turn(app: AppTest, lesson: str, part: str) -> AppTest:
    """Open a part of a lesson's experiment; nothing may go wrong."""
    app.session_state[f"{lesson}_part"] = part
    app.run()
    assert not app.exception
    return app
