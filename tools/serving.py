"""A Streamlit server of one's own, for tests and benchmarks: started, waited for, stopped."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"
PATIENCE, GRACE = 60.0, 5.0  # seconds to come up, on a busy machine, and to end


@dataclass(frozen=True)
class Server:
    """A server that runs, and where it writes."""

    url: str
    pid: int
    log: Path  # all that it says
    database: str  # of the learners' log


@contextmanager
def serving(script: Path, folder: Path | None = None) -> Iterator[str]:
    """The address of a server that runs a script from `folder`: its settings and its packages hold."""
    with server(script, folder) as running:
        yield running.url


@contextmanager
def server(script: Path, folder: Path | None = None, secrets: str = "", database: str = "") -> Iterator[Server]:
    """The same, with all that is known about it; its log may lie in a database of one's own.

    In its secrets, PORT stands for the port that it gets.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryDirectory() as data:
        kept = database or f"sqlite:///{data}/log.sqlite"
        place = Server(f"http://127.0.0.1:{port}", 0, Path(data) / "server.log", kept)
        if secrets:
            Path(data, "secrets.toml").write_text(secrets.replace("PORT", str(port)), encoding="utf-8")
            command += ["--secrets.files", str(Path(data, "secrets.toml"))]
        with place.log.open("w") as log:
            environment = os.environ | {"RECALL_DATABASE": place.database}
            process = subprocess.Popen(
                command, cwd=folder or script.parent, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            if not comes_up(place.url, process):
                raise RuntimeError(f"the server of {script.name} did not come up:\n{place.log.read_text()}")
            yield replace(place, pid=process.pid)
        finally:
            stop(process)


def comes_up(url: str, process: subprocess.Popen, health: str = "/_stcore/health") -> bool:
    """Ask until the server says that it is well; False if it ends, or says nothing for too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}{health}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.02)  # between two questions, while nobody listens yet
    return False


def stop(process: subprocess.Popen) -> None:
    """Ask the server to end; one that a browser left in the middle of loading may wait for it for ever."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
