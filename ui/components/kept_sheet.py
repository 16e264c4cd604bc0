"""What the server keeps of a sheet that is worked on in the browser, also while other pages are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import streamlit as st


@dataclass
class KeptSheet:
    """One sheet. The browser tab has a copy, which survives a reload; so give every exercise a key of its own."""

    key: str  # of the component
    rev: int = 0  # a sheet with another one takes the place of this one in the browser
    token: str = field(default_factory=lambda: token_hex(8), kw_only=True)  # by which the browser knows its copy

    def said(self, name: str) -> Mapping[str, Any] | None:
        """What the browser said last under a name, if it was about this sheet: unchecked."""
        news = self._sent().get(name)
        return news if isinstance(news, Mapping) and news.get("rev") == self.rev else None

    def has_said(self, name: str) -> bool:
        """Whether a browser has this sheet, or another of its key, and has changed it."""
        return name in self._sent()

    def _sent(self) -> Mapping[str, Any]:
        sent: Mapping[str, Any] = st.session_state.get(self.key, {})
        return sent
