"""Which messages of browsers are listened to: those that hold no more than any page of ours can have in it.

Streamlit bounds how large a message is. But two hundred thousand widgets fit into a few megabytes, and take a hundred
once they are unpacked, as long as the session is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.runtime import Runtime

from ui.common.server_wide import server_wide

if TYPE_CHECKING:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.runtime.session_manager import SessionClient

MOST = 2_000  # widgets, cached messages or files; the largest page has not a tenth of it


@server_wide
def limit_messages() -> bool:
    """From now on others are passed over; whether there is a server at all."""
    if not Runtime.exists():
        return False
    runtime = Runtime.instance()
    usual = runtime.handle_backmsg

    def handle(session_id: str, message: BackMsg, *, client: SessionClient | None = None) -> None:
        if not holds_too_much(message):
            usual(session_id, message, client=client)

    runtime.handle_backmsg = handle  # type: ignore[method-assign]
    return True


def holds_too_much(message: BackMsg) -> bool:
    """Whether no page of ours could have led to it."""
    run = message.rerun_script
    counts = (
        len(run.widget_states.widgets),
        len(run.cached_message_hashes),
        len(message.file_urls_request.file_names),
    )
    return max(counts) > MOST
