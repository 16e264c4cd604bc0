"""Pages for the lecture hall: the figure fills the window, letters are large, and keys or a presenter remote walk.

Whether a page is presented is in its address, so that a teacher can keep it as a bookmark. Nothing is taken off the
page for it: what a hall need not see is hidden by a style, so that all that was set is there again afterwards.
"""

from pathlib import Path

import streamlit as st

from ui.common.arrival import PRESENTED
from ui.components.presenter import asked_address, presenter
from ui.presenting.address import address_code
from ui.presenting.scenes import SCENES, Scene

STYLES = Path(__file__).with_name("styles")


def presenting() -> bool:
    """Whether the page is presented."""
    return st.query_params.get(PRESENTED) == "true"


def present(name: str) -> None:
    """The button that presents a scene; while it is presented, its style and its keys in place of the button."""
    if name not in SCENES:
        return
    with st.container(key="presenting", width="content"):
        if presenting():
            st.html(_style(SCENES[name]))
            _keys(SCENES[name])
        else:
            st.button("Present", icon=":material/co_present:", type="tertiary", key="present_page", on_click=_begin)


def _style(scene: Scene) -> str:
    """In one piece: a browser that gets half of it first shows a page that jumps."""
    parts = ((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ("page", scene.style))
    return f"<style>{''.join(parts)}</style>"


@st.fragment
def _keys(scene: Scene) -> None:
    asked = asked_address()
    code = address_code(asked) if asked else None
    presenter(scene.presses, scene.legend, scene.scrolls, code, on_leave=_leave)


def _begin() -> None:
    st.query_params[PRESENTED] = "true"


def _leave() -> None:
    """Back to the page as it is read, of which nothing has changed meanwhile."""
    st.query_params.pop(PRESENTED, None)
    st.rerun()
