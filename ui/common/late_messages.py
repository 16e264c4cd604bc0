"""What a page has still to say when another one was opened already is passed over: it would take that one away again.

Between a click on a link and the first word of the new page, a component of the old one may send where one scrolled to,
or a slider its last value. Streamlit runs that part of the old page after the new one and tells the browser so, which
takes it for another change of page and clears what it has: a title is left, and nothing below it. Or it runs the old
page in place of the new one that waits, and the click is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType

from ui.common.server_wide import server_wide

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState

TRIGGERS = ("trigger_value", "json_trigger_value", "string_trigger_value", "chat_input_value")  # said once, by a click


@server_wide
def pass_over_late_messages() -> bool:
    """From now on; whether there is a server at all."""
    if not Runtime.exists():
        return False
    _at_the_door()
    _among_what_waits()
    _when_its_turn_comes()
    return True


def is_late(message: ClientState, open_page: str) -> bool:
    """Whether it comes from the inside of a page that is not open any more.

    Who goes to another page says its name as well, but neither a part of it nor a click.
    """
    from_inside = message.fragment_id or any(
        state.WhichOneof("value") in TRIGGERS for state in message.widget_states.widgets
    )
    return bool(from_inside and "" != open_page != message.page_script_hash != "")


def _at_the_door() -> None:
    """The open page is the one that was asked for last, until a run has switched to another."""
    usual = AppSession.request_rerun

    def request_rerun(session: AppSession, message: ClientState | None) -> None:
        if message and is_late(message, _open_page(session)):
            return
        if message and message.page_script_hash and not message.fragment_id:
            session._client_state.page_script_hash = message.page_script_hash  # else only once its run has begun
        usual(session, message)

    AppSession.request_rerun = request_rerun  # type: ignore[assignment, method-assign]


def _open_page(session: AppSession) -> str:
    """The page that is open; "" on a first visit, where Streamlit runs app.py without the name of a page."""
    page = session.page_script_hash
    return "" if page == session._pages_manager.main_script_hash else page


def _among_what_waits() -> None:
    """A part of the old page that joins a new one that waits does not change which page that is."""
    usual = ScriptRequests._request_rerun_locked

    def request(requests: ScriptRequests, data: RerunData) -> bool:
        waits = requests._rerun_data
        is_whole = requests._state == ScriptRequestType.RERUN and not waits.fragment_id_queue
        if is_whole and (data.fragment_id or data.fragment_id_queue):
            data = replace(data, page_script_hash=waits.page_script_hash, page_name=waits.page_name)
        return usual(requests, data)

    ScriptRequests._request_rerun_locked = request  # type: ignore[assignment, method-assign]


def _when_its_turn_comes() -> None:
    """A part of a page that was switched away from while it waited is not run any more."""
    usual = ScriptRunner._run_script

    def run(runner: ScriptRunner, data: RerunData) -> None:
        context = get_script_run_ctx()
        now = context.page_script_hash if context else ""
        known = ("", now, runner._pages_manager.main_script_hash)
        if not data.fragment_id_queue or now in ("", known[-1]) or data.page_script_hash in known:
            usual(runner, data)

    ScriptRunner._run_script = run  # type: ignore[assignment, method-assign]
