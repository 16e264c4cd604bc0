"""All of deploy/compose.yaml, started once."""

import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.browser.hosting.machines import until
from tools import containers


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """running(service, words) runs a program in the container of a service."""
    if not containers.is_there("localhost/recall_app-1"):
        pytest.skip("the images are not there: `make container` builds them, and then runs these tests")
    with containers.secrets() as environment:
        subprocess.run(containers.compose("up", "--detach", "--no-build"), env=environment, check=True)
        until(lambda: all(healthy(name) for name in ("app-1", "app-2")))
        yield inside
        subprocess.run(containers.compose("down", "--volumes", "--timeout", "1"), env=environment, check=True)


def inside(service: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["podman", "exec", f"recall_{service}_1", *words], capture_output=True, text=True)


def healthy(service: str) -> bool:
    """What the health check of compose.yaml finds."""
    asked = subprocess.run(["podman", "healthcheck", "run", f"recall_{service}_1"], capture_output=True)
    return asked.returncode == 0
