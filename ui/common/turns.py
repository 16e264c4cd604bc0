"""How many pages of one browser are worked out at once: whoever asks for twenty gets two after two.

Every page is worked out in a thread of its own, and all of them share one interpreter. Without this, a browser with
twenty busy tabs would have twenty parts of it, and anybody else one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from ui.common.server_wide import server_wide
from ui.common.threads import give_back

AT_ONCE = 2  # so that two tabs that are looked at never wait for each other


@dataclass
class Lane:
    """Where the pages of one browser pass through, in the order in which they come."""

    free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    users: int = 0  # who pass or wait


_LANES: dict[str, Lane] = {}
_LOCK = threading.Lock()


@server_wide
def take_turns() -> bool:
    """From now on the pages of one browser take turns; whether there is a server at all."""
    if not Runtime.exists():
        return False
    usual = ScriptRunner._run_script

    def in_turn(runner: ScriptRunner, data: RerunData) -> None:
        with turn(_browser()):
            usual(runner, data)
        give_back()

    ScriptRunner._run_script = in_turn  # type: ignore[assignment, method-assign]
    return True


@contextmanager
def turn(browser: str) -> Iterator[None]:
    """Wait for a turn, and have it."""
    with _LOCK:
        lane = _LANES.setdefault(browser, Lane())
        lane.users += 1
    try:
        with lane.free:
            yield
    finally:
        with _LOCK:
            lane.users -= 1
            if not lane.users:
                del _LANES[browser]


def _browser() -> str:
    """What tells one browser from another: the token that the server gave it; without one, its address."""
    token, _ = decode_xsrf_token_string(st.context.cookies.get(XSRF_COOKIE_NAME, ""))
    return token.hex() if token else f"at {st.context.ip_address}"
