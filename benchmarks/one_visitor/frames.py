"""What a client may send that is no message of a browser's: frames, floods, ids that were guessed."""

from __future__ import annotations

import asyncio
import os
import urllib.error
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlparse
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.one_visitor.uploads import send

MEGA = 1_000_000
HALF_OPEN = 50
HELLO = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
)  # and then nothing


def frames() -> Iterator[bytes | str]:
    """Wrong in every way: text, random bytes, half a message, too large, far too large, a million of widgets."""
    yield "a text"
    yield os.urandom(1000)
    yield BackMsg(clear_cache=True).SerializeToString() * 3 + b"\x0a\xff\xff\xff\xff\x0f"
    yield b"\x00" * (12 * MEGA)
    yield b"\x00" * (31 * MEGA)
    crowd = BackMsg()
    crowd.rerun_script.widget_states.widgets.extend(
        [WidgetState(id=f"$$ID-{k:06}-x", trigger_value=True) for k in range(200_000)]
    )
    yield crowd.SerializeToString()


async def strange_frames(url: str) -> int:
    """Each of these on a connection of its own; how many were cut off."""
    cut = 0
    for frame in frames():
        async with connect(_stream(url), subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
            try:
                await socket.send(frame)
                async with asyncio.timeout(2):
                    while True:
                        await socket.recv()
            except ConnectionClosed:
                cut += 1
            except TimeoutError:
                pass
    return cut


async def flood(url: str, many: int) -> None:
    """So many requests to draw the page anew, one after the other, without waiting for any answer."""
    client = await HeadlessClient.open(url, "step-by-step")
    message = BackMsg()
    message.rerun_script.page_script_hash = client.page.at
    for _ in range(many):
        await client._socket.send(message.SerializeToString())
    await client.close()


async def half_open(url: str) -> None:
    """Connections on which nobody ever ends the first sentence, and some on which nobody reads; all dropped at last."""
    host = urlparse(url)
    opened = [await asyncio.open_connection(host.hostname, host.port) for _ in range(HALF_OPEN)]
    for number, (_, writer) in enumerate(opened):
        writer.write((HELLO.format(host=host.netloc) + "\r\n" * (number % 2)).encode())
        await writer.drain()
    for _, writer in opened:
        writer.transport.abort()


async def guessed_sessions(url: str, name: str = "") -> list[HeadlessClient]:
    """Tabs that ask to be given a session by an id: one that was guessed, or that is none; what they were given."""
    ids = [str(uuid.uuid4()), "0", "../x", "x" * 500, *filter(None, [name])]
    tabs = []
    for one in ids:
        with suppress(ConnectionClosed, OSError):
            socket = await connect(
                _stream(url),
                subprotocols=["streamlit", "x", one.replace("/", "%2F")],  # type: ignore[list-item]
                max_size=None,
                proxy=None,
            )
            client = HeadlessClient(socket, url)
            await client._act(named="train")
            tabs.append(client)
    return tabs


async def guessed_files(url: str) -> set[int]:
    """What the server says to files for sessions that were guessed, and to whoever asks for files of others."""
    client, said = await HeadlessClient.open(url), set()
    ask: list[Callable[[], int]] = [
        lambda: send(url, f"/_stcore/upload_file/{uuid.uuid4()}/{uuid.uuid4()}", b"x", client.cookie),
        lambda: send(url, "/_stcore/upload_file/..%2f..%2f/x", b"x", client.cookie),
        lambda: send(url, f"/_stcore/upload_file/{uuid.uuid4()}/x", b"x", "_streamlit_xsrf=1|1|1|1"),
        lambda: int(urlopen(f"{url}/media/{'0' * 56}.wav", timeout=60).status),
        lambda: int(urlopen(f"{url}/media/..%2f..%2fetc%2fpasswd", timeout=60).status),
    ]
    for one in ask:
        try:
            said.add(await asyncio.to_thread(one))
        except urllib.error.HTTPError as error:
            said.add(error.code)
    await client.close()
    return said


def _stream(url: str) -> str:
    return f"{url.replace('http', 'ws', 1)}/_stcore/stream"
