"""Who a browser is between visits, by a name that it made up itself, and its copy of the log."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.components import script

KEY = "identity"
MOST_STORED = 15_000  # events in a browser's copy of the log, the newest: it stores some five megabytes
_IDENTITY = st.components.v2.component("identity", html="<span></span>", js=script("identity/identity.js"))


def learner_id(known: str) -> str:
    """The name that this browser has reported; what was `known` until then, "" before that."""
    name = _reported().get("name")
    return (
        name
        if isinstance(name, str)
        and re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", name)
        else known
    )


def stored_count(known: int | None) -> int | None:
    """How many events its copy of the log had when it reported; what was `known` until then."""
    count = _reported().get("held")
    return max(count, 0) if isinstance(count, int) else known


def stored(known: str) -> str:
    """What the browser stores: "all", "name" if it has no room for its copy of the log, "nothing"; else as `known`."""
    keeps = _reported().get("keeps")
    return keeps if keeps in ("all", "name", "nothing") else known


def login_outcome(known: str) -> str:
    """How its last login ended: "unfinished", "lapsed", or "" if there is nothing to say; else as `known`."""
    outcome = _reported().get("outcome")
    return outcome if isinstance(outcome, str) and outcome in ("unfinished", "lapsed", "") else known


def points_coarsely() -> bool:
    """Whether fingers or a pen are what one points with there, as far as it has reported."""
    return _reported().get("coarse") is True


def earlier_count(known: int) -> int:
    """How many events it has from before the login that the login's copy has not; what was `known` until then."""
    count = _reported().get("earlier")
    return max(count, 0) if isinstance(count, int) else known


@dataclass(frozen=True)
class Exchange:
    """What is asked of the browser."""

    login: str  # whoever is logged in, "" for nobody
    add: Sequence[Mapping[str, Any]] = ()  # events that it is to store, too
    asks: bool = False  # for its name, and how many events it has
    wants: bool = False  # its copy of the log
    wants_earlier: bool = False  # its copy of what was done before the login
    drops_earlier: bool = False  # that copy, and the name: all of it is in the log of the login
    leaves_for: str = ""  # "login" or "logout": what it is to get ready for
    waits: bool = False  # whether anything is in its copy only


def exchange_log(asked: Exchange, on_ready: Callable[[], None]) -> tuple[str, str]:
    """Ask the browser; return its copy of the log, and that of what was before the login, as JSON.

    Either is "" as long as it is not wanted, or not there. What comes back was written by a browser: check it.
    """
    browser = _IDENTITY(
        key=KEY,
        data=vars(asked) | {"add": list(asked.add), "most": MOST_STORED},
        on_told_change=lambda: None,
        on_back_change=lambda: None,
        on_log_change=lambda: None,
        on_earlier_change=lambda: None,
        on_ready_change=on_ready,
    )
    log, earlier = (text if isinstance(text, str) else "" for text in (browser.log, browser.earlier))
    return log if asked.wants else "", earlier if asked.wants_earlier else ""


def _reported() -> Mapping[str, Any]:
    """What the browser has reported about itself, unchecked."""
    reported = st.session_state.get(KEY, {}).get("told")
    return reported if isinstance(reported, Mapping) else {}
