"""`make lock`: pin everything that gets installed, from the short lists that a person edits.

The lists are requirements.txt and its kin. uv works out what they need on Linux, macOS and Windows and on every Python
that we support, and writes it into `locked/`: constraints.txt, which requirements.txt names, so that pip, uv and
Community Cloud take just these versions; and for each list a file of the same name with the hashes of the files.
What is pinned stays as it is where it still fits; `python -m tools.lock --upgrade` takes the newest.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.serving import ROOT

LOCKED = ROOT / "locked"
CONSTRAINTS = LOCKED / "constraints.txt"
OLDEST = "3.11"  # what holds from here on holds for 3.12 and 3.13
NO_HASHES = {"torch"}  # its CPU builds are at an address of their own, and each file has another hash
ONLY_CUDA = ("cuda-", "nvidia-", "triton")  # what PyPI's build of PyTorch for Linux needs, and the CPU build does not


def lists() -> list[Path]:
    """What a person edits."""
    return sorted(ROOT.glob("requirements*.txt"))


def asked_for(file: Path) -> list[str]:
    """The lines of a list that name a package or another list; where pip looks is none of the lock's business."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "--"))]


def resolve(files: Iterable[Path], out: Path, *options: str) -> None:
    """Let uv write `out`: what some lists need, everywhere."""
    command = ["uv", "pip", "compile", "--universal", "--quiet", "--python-version", OLDEST, "--no-python-downloads"]
    command += ["--custom-compile-command", "make lock", "--output-file", str(out), *options]
    with TemporaryDirectory() as folder:
        for file in lists():  # all of them: one may name another
            Path(folder, file.name).write_text("\n".join(asked_for(file)) + "\n", encoding="utf-8")
        subprocess.run([*command, *(file.name for file in files)], cwd=folder, check=True)


def names(lock: Path) -> list[str]:
    """The packages that a lock pins."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line and line[0].isalnum()]


def without_hashes() -> list[str]:
    """What may come without a hash, as uv is told of it."""
    left_out = [name for name in names(CONSTRAINTS) if name in NO_HASHES or name.startswith(ONLY_CUDA)]
    return [word for name in left_out for word in ("--no-emit-package", name)]


def main(*options: str) -> None:
    """Write all files of `locked/` anew."""
    resolve(lists(), CONSTRAINTS, *options)
    for file in lists():
        hashed = ("--generate-hashes", "--no-annotate", "--constraints", str(CONSTRAINTS), *without_hashes())
        resolve([file], LOCKED / file.name, *hashed)


if __name__ == "__main__":
    main(*sys.argv[1:])
