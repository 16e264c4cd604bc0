"""What deploy/nginx.conf promises, asked of a real nginx over TLS, with servers of our own in place of the app."""

import http.client
import itertools
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.browser.hosting import machines
from tools.serving import free_port

STREAM = "/_stcore/stream"
WEBSOCKET = {"Upgrade": "websocket", "Connection": "upgrade"}
UPLOAD = "/_stcore/upload_file/a/b"
MEGABYTE = 1024 * 1024
ADDRESSES = map("127.0.0.{}".format, itertools.count(2))
SLOWLY = {"200r/s": "1r/m", "20r/s": "1r/s", "5r/s": "1r/m"}  # so that a slow machine meets the limits, too


class Backend(BaseHTTPRequestHandler):
    """Says what reached it; holds what wants to be a websocket until all is over; is ill if its port is in `full`."""

    protocol_version = "HTTP/1.1"
    over = Event()
    full = set[int]()

    def answer(self) -> None:
        """One answer for every way of asking."""
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        opened = self.headers.get("Upgrade") == "websocket"
        ill = self.path == "/_stcore/health" and self.server.server_port in self.full
        self.send_response(101 if opened else 503 if ill else 200)
        self.send_header("X-Seen", f"{self.headers['Host']} {self.headers['X-Forwarded-For']}")
        self.send_header("Connection", "upgrade" if opened else "close")
        if not opened:
            self.send_header("Content-Length", "0")
        self.end_headers()
        if opened:
            self.over.wait()
        self.close_connection = True

    do_GET = do_PUT = answer

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@contextmanager
def backend() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Backend) as server:
        server.request_queue_size = 500
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        Backend.over.set()
        server.shutdown()


@pytest.fixture(scope="module")
def behind() -> Iterator[tuple[int, int]]:
    """The ports of two servers that stand for the app's."""
    with backend() as one, backend() as other:
        yield one, other


@pytest.fixture(scope="module")
def site(tmp_path_factory, behind) -> Iterator[tuple[int, int]]:
    """The ports of nginx for https and for http."""
    program, folder = machines.nginx(), tmp_path_factory.mktemp("nginx")
    if program is None or shutil.which("openssl") is None or sys.platform != "linux":
        pytest.skip("nginx or openssl is not installed here, or this is no Linux, where 127.0.0.2 is an address, too")
    key = ("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    of_its_own = ("-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2")
    subprocess.run(["openssl", "req", "-x509", *of_its_own, *key], check=True, capture_output=True)
    secure, plain = free_port(), free_port()
    text = machines.SITE.read_text(encoding="utf-8").replace("/etc/recall/tls", str(folder))
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    for rate, slowly in SLOWLY.items():
        assert f"rate={rate}" in text
        text = text.replace(f"rate={rate}", f"rate={slowly}")
    text = text.replace("8501", str(behind[0])).replace("8502", str(behind[1]))
    (folder / "recall.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(machines.settings(folder), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    machines.until(lambda: listens(secure))
    yield secure, plain
    Backend.over.set()
    process.terminate()
    process.wait()


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def connected(port: int, address: str) -> http.client.HTTPSConnection:
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # the certificate is one of our own
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=trusting, source_address=(address, 0))


@pytest.fixture
def address() -> str:
    """Where this test comes from, as no other does: limits hold for an address."""
    return next(ADDRESSES)


@pytest.fixture
def connect(site, address):
    """connect() is a connection to nginx that stays open until the test ends."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(connected(site[0], address)))


@pytest.fixture
def ask(connect):
    """ask(path) is the answer to one question on a connection of its own."""

    def one(path: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
        connection = connect()
        connection.request("GET" if body is None else "PUT", path, body, {"Host": "recall.example:8443", **headers})
        return connection.getresponse()

    return one


def test_plain_http_leads_to_https(site):
    plain = http.client.HTTPConnection("127.0.0.1", site[1], timeout=60)
    plain.request("GET", "/draw?level=clock", headers={"Host": "recall.example"})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, "https://recall.example/draw?level=clock")
    plain.close()


def test_every_answer_has_the_headers_that_protect_a_visitor(ask):
    found = ask("/today").headers
    assert found["Strict-Transport-Security"]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in found["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/today", STREAM, UPLOAD])
def test_the_app_is_told_the_name_that_was_asked_for_and_who_asks_and_nothing_made_up(ask, address, path):
    headers = WEBSOCKET if path == STREAM else {}
    answer = ask(path, **headers, **{"X-Forwarded-For": "10.0.0.1"})
    assert answer.headers["X-Seen"] == f"recall.example:8443 {address}"


def test_a_websocket_is_opened_with_a_cookie_that_no_script_reads_and_no_plain_connection_carries(ask):
    answer = ask(STREAM, **WEBSOCKET)
    assert answer.status == 101
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        (UPLOAD, 20 * MEGABYTE, 200),
        (UPLOAD, 26 * MEGABYTE, 413),
        ("/today", MEGABYTE, 413),
    ],
)
def test_only_an_upload_is_large_and_none_is_larger_than_25_mb(connect, path, size, status):
    connection = connect()
    connection.putrequest("PUT", path)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    if status == 200:
        connection.send(b"x" * size)
    assert connection.getresponse().status == status


def test_a_flood_of_uploads_is_stopped_after_100_and_the_pages_are_served_all_the_same(ask):
    found = [ask(UPLOAD, b"x").status for _ in range(105)]
    assert found == [200] * 101 + [429] * 4
    assert ask("/today").status == 200


def test_20_uploads_of_one_address_are_on_their_way_at_once_and_no_more(connect, ask):
    def begun() -> bytes:
        connection = connect()
        connection.putrequest("PUT", UPLOAD)
        connection.putheader("Content-Length", "2")
        connection.putheader("Expect", "100-continue")  # so that nginx says when it waits for the rest
        connection.endheaders()
        return connection.sock.recv(len("HTTP/1.1 100"))

    assert [begun() for _ in range(22)] == [b"HTTP/1.1 100"] * 20 + [b"HTTP/1.1 429"] * 2
    assert ask("/today").status == 200


def test_a_flood_of_requests_is_stopped_after_2000_and_no_other_address_is(site, connect):
    connection, found = connect(), []
    for _ in range(2003):
        connection.request("GET", "/today")
        with connection.getresponse() as answer:
            answer.read()
            found.append(answer.status)
    assert found == [200] * 2001 + [429] * 2
    with closing(connected(site[0], "127.0.0.1")) as other:
        other.request("GET", "/today")
        assert other.getresponse().status == 200


def test_one_address_has_250_tabs_and_no_more_until_one_is_closed(connect):
    def opened() -> tuple[int, http.client.HTTPSConnection]:
        connection = connect()
        connection.request("GET", STREAM, headers=WEBSOCKET)
        return connection.getresponse().status, connection

    tabs = [opened() for _ in range(251)]
    assert [status for status, _ in tabs] == [101] * 250 + [429]
    tabs[0][1].sock.shutdown(socket.SHUT_RDWR)
    machines.until(lambda: opened()[0] == 101)


def test_a_flood_of_tabs_that_are_opened_and_closed_is_stopped(site, address):
    def opened() -> int:
        with closing(connected(site[0], address)) as connection:
            connection.request("GET", STREAM, headers=WEBSOCKET)
            return connection.getresponse().status

    found = [opened() for _ in range(400)]
    assert found[:251] == [101] * 251
    assert 429 in found[251:]


@pytest.mark.parametrize(("full", "status"), [((), 200), ((0,), 200), ((1,), 200), ((0, 1), 503)])
def test_the_site_is_well_until_every_app_server_is_full(ask, behind, monkeypatch, full, status):
    monkeypatch.setattr(Backend, "full", {behind[number] for number in full})
    assert [ask("/health").status for _ in range(6)] == [status] * 6
