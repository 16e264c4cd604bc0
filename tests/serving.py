"""A Streamlit server of one's own, for tests and benchmarks: started, waited for, stopped."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds; a busy machine starts a server slowly


@contextmanager
def serving(target: Path, *options: str) -> Iterator[str]:
    """The address of a server that runs a script, or the app.py of a folder, with the config.toml beside it."""
    script = target / "app.py" if target.is_dir() else target
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, *options]
    command += ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=script.parent, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        except _DownError:
            log.seek(0)
            raise RuntimeError(f"the server of {script.name} did not come up:\n{log.read()}") from None
        finally:
            process.terminate()
            process.wait(PATIENCE)


class _DownError(Exception):
    """The server ended, or said nothing for too long."""


def _wait(url: str, process: subprocess.Popen) -> None:
    """Ask until the server says that it is well."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)  # between two questions, while nobody listens yet
    raise _DownError


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
