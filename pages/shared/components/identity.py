"""Who a browser is, between visits, and its copy of the log: a name that it made up itself, in no address or file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.shared.components import source

_IDENTITY = st.components.v2.component("identity", html="<span></span>", js=source("identity.js"))


def identity(known: str, add: Sequence[Mapping[str, Any]], wants: bool) -> tuple[str, str]:
    """The name of this browser, and its copy of the log as JSON once it is wanted and there ("" else).

    The name is what was `known` until the browser has told it, and "" for one that keeps nothing. `add` are events
    that the browser is to keep, too. Nothing that comes back is checked beyond the form of the name.
    """
    told = _IDENTITY(
        key="identity",
        data={"known": known, "add": list(add), "wants": wants},
        on_name_change=lambda: None,
        on_log_change=lambda: None,
    )
    name = told.name if isinstance(told.name, str) and re.fullmatch(r"[0-9a-f-]{36}", told.name) else known
    return name, told.log if wants and isinstance(told.log, str) else ""
