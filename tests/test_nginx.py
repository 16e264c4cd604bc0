"""What deploy/nginx.conf promises, asked of a real nginx over TLS, with servers of our own in place of the app."""

import http.client
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.browser.hosting import machines
from tools.serving import free_port

STREAM = "/_stcore/stream"
WEBSOCKET = {"Upgrade": "websocket", "Connection": "upgrade"}
MEGABYTE = 1024 * 1024


class Backend(BaseHTTPRequestHandler):
    """Says what reached it; holds what wants to be a websocket until all is over."""

    protocol_version = "HTTP/1.1"
    over = Event()

    def answer(self) -> None:
        """One answer for every way of asking."""
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        opened = self.headers.get("Upgrade") == "websocket"
        self.send_response(101 if opened else 200)
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
def site(tmp_path_factory) -> Iterator[tuple[int, int]]:
    """The ports of nginx for https and for http."""
    program, folder = machines.nginx(), tmp_path_factory.mktemp("nginx")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed here")
    key = ("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    of_its_own = ("-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2")
    subprocess.run(["openssl", "req", "-x509", *of_its_own, *key], check=True, capture_output=True)
    secure, plain = free_port(), free_port()
    with ExitStack() as stack:
        ports = stack.enter_context(backend()), stack.enter_context(backend())
        text = machines.SITE.read_text(encoding="utf-8").replace("/etc/recall/tls", str(folder))
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl")
        text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
        text = text.replace("rate=5r/s", "rate=1r/m")  # uploads, so that a slow machine meets the limit, too
        text = text.replace("8501", str(ports[0])).replace("8502", str(ports[1]))
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


def connected(port: int) -> http.client.HTTPSConnection:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # the certificate is one of our own
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=trusting)


@pytest.fixture
def ask(site):
    """ask(path) is the answer to one question on a connection of its own, which stays open until the test ends."""
    with ExitStack() as stack:

        def one(path: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
            connection = stack.enter_context(closing(connected(site[0])))
            connection.request("GET" if body is None else "PUT", path, body, {"Host": "recall.example:8443", **headers})
            return stack.enter_context(closing(connection.getresponse()))

        yield one


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


@pytest.mark.parametrize("path", ["/today", STREAM, "/_stcore/upload_file/a/b"])
def test_the_app_is_told_the_name_that_was_asked_for_and_who_asks_and_nothing_made_up(ask, path):
    headers = WEBSOCKET if path == STREAM else {}
    answer = ask(path, **headers, **{"X-Forwarded-For": "10.0.0.1"})
    assert answer.headers["X-Seen"] == "recall.example:8443 127.0.0.1"


def test_a_websocket_is_opened_with_a_cookie_that_no_script_reads_and_no_plain_connection_carries(ask):
    answer = ask(STREAM, **WEBSOCKET)
    assert answer.status == 101
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/_stcore/upload_file/a/b", 20 * MEGABYTE, 200),
        ("/_stcore/upload_file/a/b", 26 * MEGABYTE, 413),
        ("/today", MEGABYTE, 413),
    ],
)
def test_only_an_upload_is_large_and_none_is_larger_than_25_mb(site, path, size, status):
    connection = connected(site[0])
    connection.putrequest("PUT", path)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    if status == 200:
        connection.send(b"x" * size)
    assert connection.getresponse().status == status
    connection.close()


def test_a_flood_of_uploads_is_stopped_and_the_pages_are_served_all_the_same(ask):
    found = [ask("/_stcore/upload_file/a/b", b"x").status for _ in range(120)]
    assert set(found) == {200, 429}
    assert found[:90] == [200] * 90
    assert ask("/today").status == 200


def test_one_address_has_250_tabs_and_no_more(ask):
    """The last to be tried: it leaves nothing for others."""
    tabs = [ask(STREAM, **WEBSOCKET) for _ in range(260)]
    assert {tab.status for tab in tabs} == {101, 429}
    assert 200 <= sum(tab.status == 101 for tab in tabs) <= 250
    assert ask("/today").status == 200
