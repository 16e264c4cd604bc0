"""How much the files of visitors may take: Streamlit keeps each until its session ends, in a field or in none.

They arrive without a rerun, so the quota sits where they are taken in. The oldest make way, and the page says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.common.server_wide import server_wide

if TYPE_CHECKING:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

MEGA = 1_000_000
EACH = 10_000  # bytes that a file counts for besides, so that there are not too many of them
MOST_EACH, MOST = 25 * MEGA, 100 * MEGA  # bytes of one session, the largest file and some; and of all

_SHORTENED: set[str] = set()  # sessions of which files were let go, and who have not been told


@server_wide
def limit_uploads() -> bool:
    """From now on the oldest files make way; whether there is a server at all."""
    if not Runtime.exists():
        return False
    files: MemoryUploadedFileManager = Runtime.instance().uploaded_file_mgr  # type: ignore[assignment]
    take_in = files.add_file

    def take_in_and_make_room(session_id: str, file: UploadedFileRec) -> None:
        take_in(session_id, file)
        make_room(files, session_id, file.file_id)

    files.add_file = take_in_and_make_room  # type: ignore[method-assign]
    for session in list(files.file_storage):
        make_room(files, session)
    return True


def make_room(files: MemoryUploadedFileManager, session: str, newest: str = "") -> None:
    """Let go of the oldest files of a session that has too many; then, if need be, of those who have most."""
    while _size(files, session) > MOST_EACH and _let_go(files, session, newest):
        pass
    while sum((sizes := {one: _size(files, one) for one in list(files.file_storage)}).values()) > MOST:
        most = max(sizes, key=sizes.__getitem__)
        if not _let_go(files, most, newest if most == session else ""):
            break


def show_notice() -> None:
    """Say once that a file of this visitor was let go."""
    context = get_script_run_ctx()
    if context and context.session_id in _SHORTENED:
        _SHORTENED.discard(context.session_id)
        st.warning(
            "Your oldest files were removed from the server to make room: those of one visitor may take "
            f"{MOST_EACH // MEGA} MB together. Upload again what you still need.",
            icon=":material/folder_delete:",
        )


def _size(files: MemoryUploadedFileManager, session: str) -> int:
    return sum(len(file.data) + EACH for file in list(files.file_storage.get(session, {}).values()))


def _let_go(files: MemoryUploadedFileManager, session: str, newest: str) -> bool:
    """Remove the oldest file but the one that has just come; False if there is none."""
    oldest = next((file for file in list(files.file_storage.get(session, {})) if file != newest), None)
    if oldest is None:
        return False
    files.remove_file(session, oldest)
    _SHORTENED.add(session)
    return True
