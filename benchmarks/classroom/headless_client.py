"""An open tab without a browser: Streamlit's own messages over a websocket, as a browser would send them."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.classroom.page import Page

PATIENCE = 60.0  # seconds until an answer is missed


def given_cookie(base: str) -> str:
    """The cookie that a browser gets with its first request."""
    try:
        with urllib.request.urlopen(f"{base}/_stcore/health", timeout=PATIENCE) as answer:
            return str(answer.headers["Set-Cookie"]).split(";")[0]
    except urllib.error.HTTPError as error:  # the server takes no more, and may take this one all the same
        return str(error.headers["Set-Cookie"]).split(";")[0]


class HeadlessClient:
    """One visitor's client. `page` is what it shows; every other method does something and waits for what follows."""

    def __init__(self, socket: ClientConnection, address: str, cookie: str = "") -> None:
        self.page = Page()
        self.cookie = cookie  # by which the server tells one browser from another
        self.address = address
        self._socket = socket
        self._values: dict[str, WidgetState] = {}  # of all widgets that were touched, by their ids
        self._params: dict[str, str] = {}
        self._kept: dict[str, ForwardMsg] = {}  # large messages, which the server need not send again
        self._news = asyncio.Condition()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._poll())]

    @classmethod
    async def open(cls, base: str, path: str = "", query: str = "", cookie: str = "") -> HeadlessClient:
        """A tab at an address, once its page is there; `cookie`: of another tab of the same browser."""
        url = f"{base.replace('http', 'ws', 1)}/_stcore/stream"
        cookie = cookie or await asyncio.to_thread(given_cookie, base)
        socket = await connect(
            url,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie},
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
        client = cls(socket, f"{base}/{path}", cookie)
        client._params = dict(parse_qsl(query))
        await client._act(named=path)
        return client

    async def go(self, path: str, **params: str) -> None:
        """Follow a link to another page."""
        self._params = params
        self.page.polls.clear()  # as a browser does: a poll under way would lead back
        await self._act(to=self.page.places[path])
        self._values = {widget: value for widget, value in self._values.items() if widget in self.page.ids}

    async def move(self, key: str, value: float, shows: Callable[[], bool] = lambda: True) -> float:
        """Move a slider; seconds until the page says so and the run is over."""
        widget = self._widget(key)
        state = WidgetState(id=widget.id)
        state.double_array_value.data.append(value)
        if widget.query_param_key:
            self._params[widget.query_param_key] = f"{value:g}"
        return await self._set(key, state, shows)

    async def type(self, key: str, text: str) -> None:
        """Type into a field of a form: nothing is sent yet."""
        widget = self._widget(key).id
        self._values[widget] = WidgetState(id=widget, string_value=text)

    async def tell(self, key: str, value: dict[str, Any], shows: Callable[[], bool] = lambda: True) -> float:
        """Let a component of ours say something."""
        widget = self._widget(key).id
        return await self._set(key, WidgetState(id=widget, json_value=json.dumps(value)), shows)

    async def press(self, key: str, shows: Callable[[], bool] = lambda: True) -> float:
        """Click a button; seconds until the page shows what it should."""
        pressed = WidgetState(id=self._widget(key).id, trigger_value=True)
        return await self._act(shows, self.page.fragment(key), pressed)

    async def until(self, shows: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait for the page to show something. Raises TimeoutError; RuntimeError if the page is broken."""
        try:
            async with asyncio.timeout(patience), self._news:
                while not (self.page.broken or shows()):
                    await self._news.wait()
        except TimeoutError:
            at = f"run {self.page.run}, {'not ' * (not self.page.running)}running {self.page.fragments}"
            raise TimeoutError(f"{at}, with {', '.join(filter(None, self.page.keys))}") from None
        if self.page.broken:
            raise RuntimeError(f"{self.address}: {self.page.broken}")

    async def close(self, slam: bool = False) -> None:
        """Close the tab; `slam`: as a laptop whose lid falls, without a word to the server."""
        for task in self._tasks:
            task.cancel()
        if slam:
            self._socket.transport.abort()
        else:
            await self._socket.close()

    def _widget(self, key: str) -> Any:
        """The widget with this key. Raises LookupError if it is not on the page."""
        found = self.page.element(key)
        if found is None:
            raise LookupError(f"no {key} among {', '.join(filter(None, self.page.keys))}")
        return found

    async def _set(self, key: str, state: WidgetState, shows: Callable[[], bool]) -> float:
        self._values[state.id] = state
        return await self._act(shows, self.page.fragment(key))

    async def _act(
        self,
        shows: Callable[[], bool] = lambda: True,
        fragment: str = "",
        pressed: WidgetState | None = None,
        to: str = "",
        named: str = "",
    ) -> float:
        """Send, and wait for the end of a run that shows what it should; polls do not count as a run of all."""
        begin, run, whole = time.perf_counter(), self.page.run, self.page.whole
        await self._send(fragment, pressed, to=to, named=named)
        over = lambda: self.page.run > run and (fragment or self.page.whole > whole) and not self.page.running
        await self.until(lambda: bool(over() and shows()))
        return time.perf_counter() - begin

    async def _send(
        self, fragment: str, pressed: WidgetState | None = None, auto: bool = False, to: str = "", named: str = ""
    ) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.fragment_id, state.is_auto_rerun = urlencode(self._params), fragment, auto
        state.page_script_hash, state.page_name = to or self.page.at, named
        state.widget_states.widgets.extend([*self._values.values(), *filter(None, [pressed])])
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url, state.context_info.timezone = self.address, "Europe/Berlin"
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        """Take message after message, until the connection ends."""
        try:
            async for raw in self._socket:
                self._take(ForwardMsg.FromString(bytes(raw)))  # type: ignore[arg-type]
                async with self._news:
                    self._news.notify_all()
        except Exception as error:  # whoever waits is told
            self.page.broken = repr(error)
        self.page.broken = self.page.broken or "the server closed the connection"
        async with self._news:
            self._news.notify_all()

    def _take(self, message: ForwardMsg) -> None:
        self.page.take(self._whole(message))
        if self.page.query is not None:
            self._params, self.page.query = dict(parse_qsl(self.page.query)), None

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message that is meant, if only its hash was sent."""
        if message.WhichOneof("type") == "ref_hash":
            meant, metadata = ForwardMsg(), message.metadata
            meant.CopyFrom(self._kept[message.ref_hash])
            meant.metadata.CopyFrom(metadata)
            return meant
        if message.metadata.cacheable:
            self._kept[message.hash] = message
        return message

    async def _poll(self) -> None:
        """Ask again for the fragments that wish to be, while nothing else goes on."""
        due: dict[str, float] = {}
        while True:
            await asyncio.sleep(0.05)  # the clock of the browser's timers
            now = time.perf_counter()
            due = {each: due.get(each, now + pause) for each, pause in self.page.polls.items()}
            for fragment in [each for each, at in due.items() if at <= now]:
                due[fragment] = now + self.page.polls[fragment]
                await self._send(fragment, auto=True)
