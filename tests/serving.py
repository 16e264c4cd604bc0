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
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE, GRACE = 60.0, 5.0  # seconds to come up, on a busy machine, and to end


@contextmanager
def serving(script: Path, folder: Path | None = None, keep: Path | None = None) -> Iterator[str]:
    """The address of a server that runs a script from `folder`: its settings and its packages hold.

    What it wrote is in the file `keep` when it has ended.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryFile("w+") as log, tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"RECALL_DATABASE": f"sqlite:///{data}/log.sqlite"}
        process = subprocess.Popen(
            command, cwd=folder or script.parent, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _comes_up(f"http://127.0.0.1:{port}", process):
                log.seek(0)
                raise RuntimeError(f"the server of {script.name} did not come up:\n{log.read()}")
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(process)
            log.seek(0)
            if keep:
                keep.write_text(log.read(), encoding="utf-8")


def _comes_up(url: str, process: subprocess.Popen) -> bool:
    """Ask until the server says that it is well; False if it ends, or says nothing for too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.02)  # between two questions, while nobody listens yet
    return False


def _stop(process: subprocess.Popen) -> None:
    """Ask the server to end; one that a browser left in the middle of loading may wait for it for ever."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
