"""App servers that can be killed, and a real nginx in front of them with the configuration we ship."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tools.serving import PATIENCE, ROOT, comes_up, free_port, stop

SITE = ROOT / "deploy" / "nginx.conf"
SETTINGS = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/recall.conf;
}}
"""


class AppServer:
    """The app on a port that it keeps when it is killed and started again."""

    def __init__(self, database: str, folder: Path, secrets: str = "") -> None:
        self.port, self._database, self._folder = free_port(), database, folder
        self._secrets = folder / f"{self.port}.toml"
        self._secrets.write_text(secrets, encoding="utf-8")
        self.url = f"http://127.0.0.1:{self.port}"
        self.begin()

    def begin(self) -> None:
        """Start without waiting, so that several may come up at once."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += [
            "--server.address",
            "127.0.0.1",
            "--server.port",
            str(self.port),
            "--server.fileWatcherType",
            "none",
            "--secrets.files",
            str(self._secrets),
        ]
        told = (self._folder / f"{self.port}.log").open("a")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"RECALL_DATABASE": self._database}, stdout=told, stderr=told
        )
        told.close()

    def wait(self) -> None:
        """Wait until it is well."""
        assert comes_up(self.url, self.process), self.said()

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it in good order, if it still runs."""
        stop(self.process)

    def said(self) -> str:
        """What it wrote on its way."""
        return (self._folder / f"{self.port}.log").read_text(encoding="utf-8")


class Nginx:
    """Our site with two app servers behind it, on a port of its own."""

    def __init__(self, program: str, ports: tuple[int, int], folder: Path, port: int = 0) -> None:
        port = port or free_port()
        self._command, self.url = (
            [program, "-p", str(folder), "-c", str(folder / "nginx.conf")],
            f"http://127.0.0.1:{port}",
        )
        site = (
            plain(SITE.read_text(encoding="utf-8"), port).replace("8501", str(ports[0])).replace("8502", str(ports[1]))
        )
        (folder / "recall.conf").write_text(site, encoding="utf-8")
        (folder / "nginx.conf").write_text(settings(folder), encoding="utf-8")
        self._folder = folder
        self.start()

    def start(self) -> None:
        """Come up, and wait until it answers."""
        self._process = subprocess.Popen(self._command)
        until(lambda: comes_up(self.url, self._process))

    def stop(self) -> None:
        """End at once: every connection through it is cut."""
        self._process.terminate()
        self._process.wait()

    def requests(self) -> str:
        """What was asked of it."""
        return (self._folder / "access.log").read_text(encoding="utf-8")


def plain(site: str, port: int) -> str:
    """Our site without TLS, whose certificate a browser would refuse; `tests/test_nginx.py` has it with TLS."""
    site = re.sub(r"^ *ssl_.*\n", "", site, flags=re.M)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    return site.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")


def settings(folder: Path) -> str:
    """What stands around our site: everything that nginx writes goes into a folder."""
    user = "user root;" if os.geteuid() == 0 else ""  # else it would work as somebody who may not read the folder
    return SETTINGS.format(user=user, folder=folder)


def nginx() -> str | None:
    """The path of nginx, which is often where only administrators look."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def until(said: Callable[[], object], patience: float = PATIENCE) -> None:
    """Ask until it is so; how long that takes depends on who else uses the machine."""
    end = time.monotonic() + patience
    while not said():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def number(text: str) -> int:
    """The first number in a text."""
    return int(re.search(r"\d+", text)[0])
