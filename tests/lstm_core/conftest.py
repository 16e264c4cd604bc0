"""The same examples on every machine and every day, one thread for torch, and Graphviz where it is installed."""

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest
import torch
from hypothesis import settings

settings.register_profile("recall", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("recall")
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def dot() -> Callable[[str], tuple[str, str]]:
    """Graphviz: DOT source -> (SVG, complaints). It may be missing on a learner's machine, never in CI."""
    if shutil.which("dot") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the program dot of Graphviz is missing, and CI must check the figures")
        pytest.skip("the program dot of Graphviz is not installed")

    def run(source: str) -> tuple[str, str]:
        done = subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr

    return run
