"""Twenty tabs of one learner are served; one more is told so, and works once another is closed."""

import asyncio
import os
import uuid
from types import SimpleNamespace

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


@pytest.fixture
def sits(monkeypatch):
    """sits("a", "me") is somebody who opens a tab and looks at it; every tab of the list `shut` is closed."""
    shut, here = set(), SimpleNamespace(session_id="")
    runtime = SimpleNamespace(exists=lambda: True, instance=lambda: runtime, is_active_session=lambda s: s not in shut)
    monkeypatch.setattr(tabs, "Runtime", runtime)
    monkeypatch.setattr(tabs, "_LEARNERS", {})
    monkeypatch.setattr(tabs, "get_script_run_ctx", lambda: here)

    def sit(session, learner):
        here.session_id = session
        return tabs.note(learner)

    return sit, shut


def test_what_lives_is_drawn_less_often_the_more_tabs_somebody_has_and_only_for_them(sits):
    sit, shut = sits
    assert sit("other", "somebody else") == "other"
    looks = []
    for number in range(MANY):
        sit(f"tab {number}", "me")
        looks.append(tabs.between_looks(0.4))
    assert looks[:3] == [0.4] * 3
    assert looks == sorted(looks)
    assert sum(1 / each for each in looks) < 25  # a second, where it would be 50
    sit("other", "somebody else")
    assert tabs.between_looks(0.4) == 0.4
    shut |= {f"tab {number}" for number in range(1, MANY)}
    sit("tab 0", "me")
    assert tabs.between_looks(0.4) == 0.4


def test_every_view_that_is_drawn_again_and_again_waits_by_the_number_of_tabs():
    found = [
        (path.name, line.strip())
        for path in (ROOT / "ui").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "run_every=" in line
    ]
    assert found
    assert [each for each in found if "between_looks(" not in each[1]] == []
