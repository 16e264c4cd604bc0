"""A Dask cluster of one's own on this machine, for tests and benchmarks: a scheduler and workers as processes."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.serving import ROOT

PATIENCE = 60.0  # seconds for the scheduler to come up, on a busy machine


@dataclass(frozen=True)
class Cluster:
    """Where its scheduler listens, and its workers, any of which may be killed."""

    address: str
    workers: list[subprocess.Popen]


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """So many workers of one thread each, started as docs/sweeps.md says."""
    with ExitStack() as started, tempfile.TemporaryDirectory() as folder:
        file, log = Path(folder, "scheduler.json"), started.enter_context(tempfile.TemporaryFile("w+"))
        quiet = ["--scheduler-file", str(file), "--no-dashboard"]
        scheduler = started.enter_context(_process("scheduler", "--host", "127.0.0.1", "--port", "0", *quiet, log=log))
        address = _address(file, scheduler, log)
        one = [address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder]
        yield Cluster(address, [started.enter_context(_process("worker", *one, log=log)) for _ in range(workers)])


@contextmanager
def _process(*command: str, log: IO[str]) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _address(file: Path, scheduler: subprocess.Popen, log: IO[str]) -> str:
    """What the scheduler writes into its file when it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.02)  # between two looks, while it is not written yet
    log.seek(0)
    raise RuntimeError(f"the scheduler did not come up:\n{log.read()}")
