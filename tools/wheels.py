"""`make lock` ends with this: is there a wheel of every pinned package for every system and Python that we support?

Nothing is built while it is installed, so that without a wheel a package could not be installed there at all. uv asks
the registry; nothing is fetched but what the registry says of the files.
"""

import os
import subprocess
import sys
from itertools import product
from tempfile import TemporaryDirectory

from tools.lock import CONSTRAINTS

SYSTEMS = ("x86_64-manylinux_2_35", "aarch64-manylinux_2_35", "aarch64-apple-darwin", "x86_64-pc-windows-msvc")
PYTHONS = ("3.11", "3.12", "3.13")
MACOS = "14.0"  # the oldest that PyTorch is made for


def trouble(system: str, python: str) -> str:
    """What uv says if the lock cannot be installed there from wheels; else nothing."""
    command = ["uv", "pip", "install", "--dry-run", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--python-platform", system, "--python-version", python, "--requirements", str(CONSTRAINTS)]
    with TemporaryDirectory() as nothing:
        environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": MACOS}
        told = subprocess.run([*command, "--target", nothing], capture_output=True, text=True, env=environment)
    return told.stderr if told.returncode else ""


def main() -> None:
    """Look at every system with every Python; say what is missing."""
    found = [(system, python, trouble(system, python)) for system, python in product(SYSTEMS, PYTHONS)]
    missing = [f"{system}, Python {python}:\n{said}" for system, python, said in found if said]
    if missing:
        sys.exit("\n".join(missing))
    print(f"Every pinned package has wheels for {len(SYSTEMS)} systems and Python {', '.join(PYTHONS)}.")


if __name__ == "__main__":
    main()
