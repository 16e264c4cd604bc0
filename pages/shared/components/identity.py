"""Who a browser is, between visits, and its copy of the log: a name that it made up itself, in no address or file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.shared.components import source

KEY = "identity"
_IDENTITY = st.components.v2.component("identity", html="<span></span>", js=source("identity.js"))


def who(known: str) -> str:
    """The name this browser has told; what was `known` until then, "" for one that keeps nothing."""
    name = st.session_state.get(KEY, {}).get("name")
    return name if isinstance(name, str) and re.fullmatch(r"[0-9a-f-]{36}", name) else known


def keep(known: str, add: Sequence[Mapping[str, Any]], wants: bool) -> str:
    """Let the browser keep these events, too; its copy of the log as JSON once it is wanted and there, "" else.

    What comes back was written by a browser: check it.
    """
    told = _IDENTITY(
        key=KEY,
        data={"known": known, "add": list(add), "wants": wants},
        on_name_change=lambda: None,
        on_log_change=lambda: None,
    )
    return told.log if wants and isinstance(told.log, str) else ""
