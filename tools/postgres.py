"""A PostgreSQL server of one's own, reached through a socket: started, stopped, started again."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Postgres:
    """One server and its files in a new folder; `url` is its database for SQLAlchemy."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user: dict[str, Any] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="recall-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._run("initdb", "-D", "data", "-U", "recall", "--auth=trust", "--no-sync")
        self.runs = False
        self.url = f"postgresql+psycopg://recall@/postgres?host={self.folder}"

    def start(self) -> None:
        """Come up, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -F"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")
        self.runs = True

    def stop(self) -> None:
        """End at once, whoever is connected."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        self.runs = False

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process of it stands still, as behind a disk that hangs: it neither answers nor refuses."""
        main = (self.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", main], capture_output=True, text=True, check=False)
        processes = [int(main), *map(int, found.stdout.split())]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def _run(self, program: str, *words: str) -> None:
        command: list[str] = [str(self._programs / program), *words]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self._user)


@contextmanager
def postgres() -> Iterator[Postgres | None]:
    """A server that runs; None where PostgreSQL's programs are not installed."""
    found = programs()
    if found is None:
        yield None
        return
    server = Postgres(found)
    server.start()
    yield server
    if server.runs:
        server.stop()
    shutil.rmtree(server.folder)


def programs() -> Path | None:
    """The folder with initdb and postgres; None where they are not installed."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    there = (folder for folder in found if (folder / "pg_ctl").exists() and (folder / "postgres").exists())
    return next(there, None)
