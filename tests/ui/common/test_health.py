"""/_stcore/health says 503 while no more can be served, and 200 again afterwards."""

import asyncio
import os
import resource
import urllib.error
import urllib.request

import psutil
import pytest

from benchmarks.apps import copy_of_app
from benchmarks.classroom.headless_client import HeadlessClient
from tools.serving import APP, ROOT, server
from ui.common import health


def said(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_enough_is_nothing_to_speak_of():
    assert health.shortage() == ""


@pytest.mark.parametrize("what", ["handles", "memory"])
def test_what_runs_out_is_named(monkeypatch, what):
    monkeypatch.setattr(health, what, lambda: 95)
    monkeypatch.setattr(health, f"most_{what}", lambda: 100)
    assert what.removesuffix("s") in health.shortage()


def test_a_system_that_does_not_tell_is_taken_to_be_well(monkeypatch):
    def unknown():
        raise FileNotFoundError("/proc")

    monkeypatch.setattr(health, "handles", unknown)
    assert health.shortage() == ""


@pytest.mark.slow
def test_a_server_whose_handles_are_nearly_used_up_says_so_and_is_well_again_afterwards():

    async def crowded() -> None:
        with server(APP, ROOT) as running:
            me = await HeadlessClient.open(running.url)
            assert await asyncio.to_thread(said, running.url) == 200
            open_now = len(os.listdir(f"/proc/{running.pid}/fd"))
            before = resource.prlimit(running.pid, resource.RLIMIT_NOFILE)
            resource.prlimit(running.pid, resource.RLIMIT_NOFILE, (open_now + 2, before[1]))
            assert await asyncio.to_thread(said, running.url) == 503
            resource.prlimit(running.pid, resource.RLIMIT_NOFILE, before)
            assert await asyncio.to_thread(said, running.url) == 200
            await me.close()

    asyncio.run(asyncio.wait_for(crowded(), 300))


LIMITED = """
from pathlib import Path
from ui.common import health
health.CGROUP = Path({folder!r})
"""


@pytest.mark.slow
def test_a_server_whose_unit_has_little_memory_left_says_so_and_is_well_again_with_more(tmp_path):
    """The limit is a file of the test's own; how much is in use is read from the system."""
    limit = tmp_path / "memory.max"
    app = copy_of_app(tmp_path / "app") / "app.py"
    app.write_text(LIMITED.format(folder=str(tmp_path)) + app.read_text(encoding="utf-8"), encoding="utf-8")

    async def tight() -> None:
        with server(app) as running:
            me = await HeadlessClient.open(running.url)
            rss = psutil.Process(running.pid).memory_info().rss
            for most, status in ((f"{rss}\n", 503), (f"{2 * rss}\n", 200), ("max\n", 200)):
                limit.write_text(most)
                assert await asyncio.to_thread(said, running.url) == status
            await me.close()

    asyncio.run(asyncio.wait_for(tight(), 300))
