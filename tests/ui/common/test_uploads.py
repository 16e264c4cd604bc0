"""Files that visitors upload have a quota: the oldest make way, those of others stay, and it is said."""

import asyncio

import psutil
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.one_visitor.uploads import addresses, send
from tools.apptest import open_page
from tools.serving import APP, ROOT, server
from ui.common import uploads


@pytest.fixture
def files(monkeypatch):
    """Room for ten bytes each and twenty-five for all."""
    monkeypatch.setattr(uploads, "MOST_EACH", 10)
    monkeypatch.setattr(uploads, "MOST", 25)
    monkeypatch.setattr(uploads, "EACH", 0)
    monkeypatch.setattr(uploads, "_SHORTENED", set())
    return MemoryUploadedFileManager("/upload")


def upload(files, session, name, size):
    files.add_file(session, UploadedFileRec(name, name, "", b"x" * size))
    uploads.make_room(files, session, name)


def kept(files, session):
    return list(files.file_storage[session])


def test_the_oldest_files_of_a_session_make_way_and_only_these(files):
    upload(files, "other", "theirs", 9)
    for k in range(5):
        upload(files, "me", str(k), 4)
    assert kept(files, "me") == ["3", "4"]
    assert kept(files, "other") == ["theirs"]
    assert len(uploads._SHORTENED) == 1  # one session is told


def test_empty_files_count_as_well(files, monkeypatch):
    monkeypatch.setattr(uploads, "EACH", 2)
    for k in range(20):
        upload(files, "me", str(k), 0)
    assert kept(files, "me") == ["15", "16", "17", "18", "19"]


def test_the_newest_file_stays_however_large(files):
    upload(files, "me", "small", 3)
    upload(files, "me", "large", 20)
    assert kept(files, "me") == ["large"]


def test_where_all_have_too_much_those_who_have_most_give_first(files):
    for name, size in {"a": 9, "b": 5, "c": 9}.items():
        upload(files, name, "one", size)
    upload(files, "d", "one", 6)
    assert [kept(files, name) for name in "abcd"].count([]) == 1
    assert kept(files, "b") == kept(files, "d") == ["one"]


def test_it_is_said_once_on_the_page(monkeypatch):
    monkeypatch.setattr(uploads, "_SHORTENED", {"test session id"})
    app = open_page("oral")
    assert "Your oldest files were removed" in app.warning[0].value
    assert not app.run().warning


@pytest.mark.slow
def test_sixty_uploads_into_no_field_at_all_fit_into_a_small_server():
    async def uploaded() -> None:
        with server(APP, ROOT) as running:
            me = await HeadlessClient.open(running.url, "train")
            process, most = psutil.Process(running.pid), 0
            for place in await addresses(me, 60):
                await asyncio.to_thread(send, running.url, place.upload_url, b"x" * 19_900_000, me.cookie)
                most = max(most, process.memory_info().rss)
            assert most < 690_000_000
            await me.go("oral")
            assert "Your oldest files were removed" in me.page.words()
            await me.close()

    asyncio.run(asyncio.wait_for(uploaded(), 300))
