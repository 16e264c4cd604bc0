"""Whatever comes over a websocket or is asked for by an id: no other's run, page or log is touched by it."""

import asyncio
import uuid

import pytest

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.classroom.server_metrics import app_with_metrics, server_metrics
from benchmarks.one_visitor.frames import flood, guessed_files, guessed_sessions, half_open, strange_frames
from lstm_core.exam.log.log import Log
from tools.serving import server

MANY = 2_000  # requests; ten thousand in benchmarks/one_visitor
LONG = "net_hidden=8&net_steps=20000&net_until_solved=false"


async def everything(url):
    assert await strange_frames(url) >= 5
    await flood(url, MANY)
    await half_open(url)
    for client in await guessed_sessions(url):
        assert "stop" not in client.page.keys  # nobody's run
        await client.close()
    assert await guessed_files(url) <= {400, 403, 404}


@pytest.mark.slow
def test_strange_frames_floods_and_guessed_ids_touch_nobody_and_leave_nothing(tmp_path):
    async def attacked() -> None:
        with server(app_with_metrics(tmp_path), tmp_path) as running:
            name = str(uuid.uuid4())
            me = await HeadlessClient.open(running.url, "train", LONG)
            await me.press("train")
            await everything(running.url)  # whatever is loaded once is loaded now
            before = await server_metrics(running)
            await everything(running.url)
            after = await server_metrics(running)
            assert before.runs == 1
            assert after.own.count("trainer") == 1
            assert after.rss <= 1.05 * before.rss
            assert "stop" in me.page.keys
            await me.press("stop")
            assert (await server_metrics(running)).runs == 0
            assert not me.page.broken
            log = Log(running.database)
            assert log.events(name) == log.events("") == []
            log.close()
            await me.close()

    asyncio.run(asyncio.wait_for(attacked(), 300))
