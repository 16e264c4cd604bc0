"""Twenty tabs of one learner are served; one more is told so, and works once another is closed."""

import asyncio
import os
import uuid

import pytest

from benchmarks.classroom.headless_client import HeadlessClient
from tools.serving import APP, ROOT, server
from ui.common import tabs

MANY = 20


async def tab(url, name, cookie=""):
    client = await HeadlessClient.open(url, "drills", cookie=cookie)
    await client.tell("identity", {"told": {"name": name, "held": 0}})
    return client


def refused(client):
    return "other tabs of Recall open" in client.page.words()


@pytest.mark.slow
def test_the_tab_that_is_one_too_many_is_told_so_until_another_is_closed():
    async def crowded():
        with server(APP, ROOT) as running:
            me, other = str(uuid.uuid4()), str(uuid.uuid4())
            before = len(os.listdir(f"/proc/{running.pid}/fd"))
            mine = [await tab(running.url, me) for _ in range(MANY)]
            assert (len(os.listdir(f"/proc/{running.pid}/fd")) - before) / MANY < 5  # as docs/hosting.md says
            last = await tab(running.url, me, mine[0].cookie)
            theirs = await tab(running.url, other)
            for client in (*mine, theirs, last):
                await client.go("step-by-step")
            assert [refused(client) for client in (*mine, theirs, last)] == [False] * (MANY + 1) + [True]
            assert f"You have {MANY} other tabs" in last.page.words()
            assert "figure" not in last.page.keys
            await mine[0].close()
            await last.go("drills")
            assert not refused(last)
            for client in (*mine[1:], theirs, last):
                await client.close()

    asyncio.run(asyncio.wait_for(crowded(), 300))


def test_the_limit_is_the_one_that_is_written_down():
    assert tabs.MOST == MANY
    assert f"{MANY} tabs of one learner" in " ".join((ROOT / "docs" / "security.md").read_text().split())
