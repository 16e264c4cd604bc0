"""Who a browser is between visits, by a name that it made up itself, and its copy of the log."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.components import script

KEY = "identity"
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


def exchange_log(login: str, add: Sequence[Mapping[str, Any]], asks: bool = False, wants: bool = False) -> str:
    """Let the browser store these events, too; return its copy of the log as JSON once it is wanted and there, else "".

    login: whoever is logged in, "" for nobody; asks: whether to report its name and how many events it has. What
    comes back was written by a browser: check it.
    """
    browser = _IDENTITY(
        key=KEY,
        data={"login": login, "add": list(add), "asks": asks, "wants": wants},
        on_told_change=lambda: None,
        on_back_change=lambda: None,
        on_log_change=lambda: None,
    )
    return browser.log if wants and isinstance(browser.log, str) else ""


def _reported() -> Mapping[str, Any]:
    """What the browser has reported about itself, unchecked."""
    reported = st.session_state.get(KEY, {}).get("told")
    return reported if isinstance(reported, Mapping) else {}
