"""Which messages of browsers are listened to: those that hold no more than any page of ours can have in it.

Streamlit bounds how large a message is. But two hundred thousand widgets fit into a few megabytes, and take a hundred
once they are unpacked, as long as the session is kept. Nor does it bound how many come: the one thread that serves
everybody would do nothing else until the last of ten thousand is heard.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from streamlit.runtime import Runtime

from ui.common.server_wide import server_wide

if TYPE_CHECKING:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.runtime.session_manager import SessionClient

MOST = 2_000  # widgets, cached messages or files; the largest page has not a tenth of it

AT_ONCE, A_SECOND = 300, 100  # messages of a session; a slider that is dragged sends thirty a second

_LEFT: dict[str, tuple[float, float]] = {}  # messages that a session may send now, and as of when


@server_wide
def limit_messages() -> bool:
    """From now on others are passed over; whether there is a server at all."""
    if not Runtime.exists():
        return False
    runtime = Runtime.instance()
    usual = runtime.handle_backmsg

    def handle(session_id: str, message: BackMsg, *, client: SessionClient | None = None) -> None:
        if not holds_too_much(message) and not comes_too_fast(session_id, time.monotonic()):
            usual(session_id, message, client=client)

    runtime.handle_backmsg = handle  # type: ignore[assignment, method-assign]
    return True


def comes_too_fast(session: str, now: float) -> bool:
    """Whether a session has sent more than any hand does; what it sent is counted."""
    left, since = _LEFT.get(session, (float(AT_ONCE), now))
    left = min(AT_ONCE, left + A_SECOND * (now - since)) - 1
    _LEFT[session] = max(left, -1.0), now
    if len(_LEFT) > MOST:
        for one in [one for one, (_, then) in _LEFT.items() if now - then > AT_ONCE / A_SECOND]:
            del _LEFT[one]
    return left < 0


def holds_too_much(message: BackMsg) -> bool:
    """Whether no page of ours could have led to it."""
    run = message.rerun_script
    counts = (
        len(run.widget_states.widgets),
        len(run.cached_message_hashes),
        len(message.file_urls_request.file_names),
    )
    return max(counts) > MOST
