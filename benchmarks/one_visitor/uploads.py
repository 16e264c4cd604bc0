"""Files sent to a server as a browser sends them, into a field or into none."""

from __future__ import annotations

import asyncio
import urllib.request
from itertools import count

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.classroom.headless_client import HeadlessClient

_REQUESTS = count(1)


async def addresses(client: HeadlessClient, many: int) -> list[FileURLs]:
    """Where the server would take so many files of this session."""
    name, found = str(next(_REQUESTS)), []
    client.page._file_urls_response = lambda message: found.extend(message.file_urls_response.file_urls)  # type: ignore[attr-defined]
    asked = BackMsg()
    asked.file_urls_request.request_id = name
    asked.file_urls_request.file_names.extend(["f.bin"] * many)
    await client._socket.send(asked.SerializeToString())
    await client.until(lambda: len(found) == many)
    return found


def send(url: str, address: str, data: bytes, cookie: str, name: str = "f.bin") -> int:
    """Upload as a browser does, with the token that the server gave it; the server's answer."""
    head = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--b--\r\n"
    headers = {
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
        "Content-Type": "multipart/form-data; boundary=b",
    }
    with urllib.request.urlopen(urllib.request.Request(url + address, body, headers, method="PUT"), timeout=60) as sent:
        return int(sent.status)


async def upload(client: HeadlessClient, url: str, key: str, name: str, data: bytes) -> float:
    """Choose a file in a field; seconds until the page has answered."""
    (place,) = await addresses(client, 1)
    await asyncio.to_thread(send, url, place.upload_url, data, client.cookie, name)
    state = WidgetState(id=client._widget(key).id)
    state.file_uploader_state_value.uploaded_file_info.add(
        name=name, size=len(data), file_id=place.file_id, file_urls=place
    )
    return await client._set(key, state, lambda: True)
