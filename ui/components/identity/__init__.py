"""Who a browser is, between visits, and its copy of the log: a name that it made up itself, in no address or file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.components import script

KEY = "identity"
_IDENTITY = st.components.v2.component("identity", html="<span></span>", js=script("identity/identity.js"))


def who(known: str) -> str:
    """The name this browser has told; what was `known` until then, "" for one that keeps nothing."""
    name = _told().get("name")
    return (
        name
        if isinstance(name, str)
        and re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", name)
        else known
    )


def held(known: int | None) -> int | None:
    """How many events its copy had when it told; what was `known` until then."""
    count = _told().get("held")
    return max(count, 0) if isinstance(count, int) else known


def keep(login: str, add: Sequence[Mapping[str, Any]], asks: bool = False, wants: bool = False) -> str:
    """Let the browser keep these events, too; its copy of the log as JSON once it is wanted and there, "" else.

    login: whoever is logged in, "" for nobody; asks: whether it shall tell its name and how much it holds. What
    comes back was written by a browser: check it.
    """
    told = _IDENTITY(
        key=KEY,
        data={"login": login, "add": list(add), "asks": asks, "wants": wants},
        on_told_change=lambda: None,
        on_back_change=lambda: None,
        on_log_change=lambda: None,
    )
    return told.log if wants and isinstance(told.log, str) else ""


def _told() -> Mapping[str, Any]:
    """What the browser said about itself, unchecked."""
    told = st.session_state.get(KEY, {}).get("told")
    return told if isinstance(told, Mapping) else {}
