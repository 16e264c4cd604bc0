"""/_stcore/health says 503 while no more can be served, and 200 again afterwards."""

import asyncio
import os
import resource
import urllib.error
import urllib.request

import pytest

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
