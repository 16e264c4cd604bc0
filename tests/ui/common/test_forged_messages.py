"""One visitor sends whatever a browser can send; another's net goes on training, and the server is as before."""

import asyncio
from itertools import cycle, islice

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.classroom.server_metrics import app_with_metrics, server_metrics
from tools.serving import server

MANY, HUGE = 1_000, 100_000  # messages; characters
LONG = "net_hidden=8&net_steps=20000&net_until_solved=false"


def forged(client: HeadlessClient) -> list[BackMsg]:
    """One of every kind, and some that no page would send."""
    page, where = BackMsg(), client.page
    page.rerun_script.page_script_hash = where.at
    unknown, gone, huge, nowhere = (BackMsg() for _ in range(4))
    for message in (unknown, gone, huge):
        message.CopyFrom(page)
    states = unknown.rerun_script.widget_states.widgets
    states.extend([WidgetState(id=f"$$ID-{k:032x}-{k}", string_value="x") for k in range(20)])
    states.add(id="$$ID-0-train", trigger_value=True)
    states.add(id="session", json_value='{"train": null}')
    gone.rerun_script.fragment_id = "0" * 32
    huge.rerun_script.query_string = "net_hidden=" + "9" * HUGE
    huge.rerun_script.widget_states.widgets.add(id="$$ID-1-cell", string_value="<b>" * HUGE)
    nowhere.rerun_script.page_script_hash, nowhere.rerun_script.page_name = "f" * 32, "../../etc/passwd"
    files, operation = BackMsg(), BackMsg()
    files.file_urls_request.request_id = "r"
    files.file_urls_request.file_names.extend(["../x"] * 50)
    files.file_urls_request.session_id = "f" * 32
    operation.backend_operation_request.request_id = operation.backend_operation_request.session_id = "f" * 32
    flags = [
        BackMsg(**{flag: True})
        for flag in (
            "clear_cache",
            "stop_script",
            "set_run_on_save",
            "load_git_info",
            "app_heartbeat",
            "debug_disconnect_websocket",
            "debug_shutdown_runtime",
        )
    ]
    return [*flags, page, unknown, gone, huge, nowhere, files, operation, BackMsg()]


async def flood(url: str) -> None:
    attacker = await HeadlessClient.open(url, "train", LONG)
    for message in islice(cycle(forged(attacker)), MANY):
        await attacker._socket.send(message.SerializeToString())
    await attacker.close()


@pytest.mark.slow
def test_a_thousand_forged_messages_stop_nobody_and_leave_one_trainer(tmp_path):
    async def attacked() -> None:
        with server(app_with_metrics(tmp_path), tmp_path) as running:
            me = await HeadlessClient.open(running.url, "train", LONG)
            await me.press("train")
            await server_metrics(running)
            await flood(running.url)  # whatever is loaded once is loaded now
            before = await server_metrics(running)
            await flood(running.url)
            after = await server_metrics(running)
            assert before.runs == after.runs == 1
            assert after.own.count("trainer") == 1
            assert after.rss <= 1.05 * before.rss
            await me.press("stop")
            assert (await server_metrics(running)).runs == 0
            await me.close()

    asyncio.run(asyncio.wait_for(attacked(), 600))
