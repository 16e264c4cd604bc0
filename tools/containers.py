"""`make container` begins with this: the images of deploy/compose.yaml, built without a registry of images.

Debian by debootstrap stands for `python:3.11-slim`, nginx and PostgreSQL. What the app needs is fetched by pip
beforehand, and the image is built without a network: what is pinned is all that it takes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.chromium import apt
from tools.serving import ROOT

BASE, STANDIN = "localhost/recall-base", "localhost/recall-standin"
STANDINS = ROOT / "tests" / "browser" / "container" / "standins"
SUITE = "bookworm"  # its Python is 3.11
PROGRAMS = ("python3", "python3-pip", "ca-certificates", "nginx-light", "postgresql")
NEEDED = ("podman", "runc", "aardvark-dns", "debootstrap")
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1"]
OFFLINE = "[global]\nno-index = true\nfind-links = /wheels\nretries = 0\n"


def run(*command: str | Path, **options: object) -> None:
    """Run a program, and stop if it fails."""
    subprocess.run(list(map(str, command)), check=True, cwd=ROOT, **options)  # type: ignore[call-overload]


def compose(*words: str, options: tuple[str, ...] = ()) -> list[str]:
    """The command that does something with deploy/compose.yaml and what is laid over it."""
    program = str(Path(sys.executable).parent / "podman-compose")
    files = ("-f", str(ROOT / "deploy" / "compose.yaml"), "-f", str(STANDINS / "compose.yaml"))
    return [program, *options, "-p", "recall", *files, *words]


def is_there(image: str) -> bool:
    """Whether podman has this image."""
    podman = shutil.which("podman")
    return podman is not None and subprocess.run([podman, "image", "exists", image], check=False).returncode == 0


def make_base(folder: Path) -> None:
    """Debian with Python, nginx and PostgreSQL as an image."""
    debian = folder / "debian"
    run("debootstrap", "--variant=minbase", f"--include={','.join(PROGRAMS)}", SUITE, debian, stdout=subprocess.DEVNULL)
    for mark in debian.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
        mark.unlink()  # python:3.11-slim lets pip install
    (debian / "usr" / "bin" / "python").symlink_to("python3")
    run("tar", "--create", "--directory", debian, "--file", folder / "debian.tar", ".")
    run("podman", "import", folder / "debian.tar", BASE)


def fetch(wheels: Path) -> None:
    """What the image of the app installs, PyTorch included."""
    for more in (["--require-hashes", "-r", "locked/requirements-hosted.txt"], ["-r", "requirements-hosted.txt"]):
        run(*PIP, "download", "--only-binary", ":all:", "--python-version", "3.11", "--dest", wheels, *more)


@contextmanager
def secrets() -> Iterator[dict[str, str]]:
    """What deploy/compose.yaml wants to be told, with a certificate of our own."""
    with TemporaryDirectory() as folder:
        key = ("-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem")
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2", *key)
        yield os.environ | {"RECALL_PASSWORD": "a-password", "RECALL_SECRET": "a-secret", "RECALL_TLS": folder}


def make_app(folder: Path) -> None:
    """The image of the app, as deploy/compose.yaml has it built."""
    wheels, settings = folder / "wheels", folder / "pip.conf"
    settings.write_text(OFFLINE, encoding="utf-8")
    fetch(wheels)
    told = f"--network none --build-arg BASE={BASE} -v {wheels}:/wheels:ro -v {settings}:/etc/pip.conf:ro"
    with secrets() as environment:
        run(*compose("build", options=(f"--podman-build-args={told}",)), env=environment)


def main() -> None:
    """Get what builds, then the images; those of Debian are kept, that of the app is built anew."""
    if not all(shutil.which(name) for name in ("podman", "debootstrap")):
        apt(*NEEDED)
    if not all(shutil.which(name) for name in ("podman", "debootstrap")):
        sys.exit("Containers need podman and debootstrap: install both, and run this as root.")
    with TemporaryDirectory() as folder:
        if not is_there(BASE):
            make_base(Path(folder))
        run("podman", "build", "--network", "none", "--build-arg", f"BASE={BASE}", "--tag", STANDIN, STANDINS)
        make_app(Path(folder))


if __name__ == "__main__":
    main()
