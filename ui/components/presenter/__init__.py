"""The keys of whoever presents a page: on and back, reveal, full screen, a black screen, the code of the address.

Presenter remotes send PageUp and PageDown, "." for a black screen and F5 for full screen, so these are understood, too.
What a key does on a page, its own buttons do already: the script presses them, wherever they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui.components import script, source

KEY = "presenter"
_PRESENTER = st.components.v2.component(
    KEY,
    html=source("presenter/presenter.html"),
    css=source("buttons.css", "presenter/presenter.css"),
    js=script("presenter/presenter.js"),
)


@dataclass(frozen=True)
class AddressCode:
    """The code of an address as SVG, the address in letters, and what is to be said about it; no code if it is long."""

    svg: str
    address: str
    note: str = ""


def asked_address() -> str:
    """The address that the browser wants a code for, unchecked, as it stands there; empty if there is none."""
    asked = st.session_state.get(KEY, {}).get("asked")
    return asked if isinstance(asked, str) else ""


def presenter(
    presses: Mapping[str, Sequence[str]],
    legend: Sequence[tuple[str, str]],
    scrolls: bool,
    code: AddressCode | None,
    on_leave: Callable[[], None],
) -> None:
    """Listen to keys as long as this is on the page.

    `presses` has for an act ("next", "back", "play", "reveal", "cover", …) what is pressed, as selectors of CSS: the
    first that is there and not disabled. `legend` has the keys of the page itself, and what they do there. If it
    `scrolls`, what does not fit into the window is gone through before one goes on.
    """
    _PRESENTER(
        key=KEY,
        data={
            "presses": [[act, list(selectors)] for act, selectors in presses.items()],
            "legend": [list(row) for row in legend],
            "scrolls": scrolls,
            "code": asdict(code) if code else None,
        },
        on_asked_change=lambda: None,
        on_left_change=on_leave,
    )
