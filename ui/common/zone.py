"""Where the visitor is, as far as clocks are concerned."""

import datetime as dt
from zoneinfo import ZoneInfo

import streamlit as st


def zone() -> dt.tzinfo | None:
    """The time zone of the visitor's browser; None for that of the server, where none is known."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, OSError, LookupError):
        return None
