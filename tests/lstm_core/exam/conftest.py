"""Databases for the log: a SQLite file, and a real PostgreSQL server where its programs are installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa


@pytest.fixture(scope="session")
def postgres():
    """The URL of a PostgreSQL server of our own, reached through a socket; the test is skipped where there is none."""
    pytest.importorskip("psycopg")
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="recall-"))
    who = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    run = lambda *words: subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)
    run(programs / "initdb", "-D", folder / "data", "-U", "recall", "--auth=trust", "--no-sync")
    control = (programs / "pg_ctl", "-D", folder / "data", "-w")
    run(*control, "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses='' -F", "start")
    yield f"postgresql+psycopg://recall@/postgres?host={folder}"
    run(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _programs() -> Path:
    """The folder with initdb and postgres."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in found:
        if (folder / "pg_ctl").exists() and (folder / "postgres").exists():
            return folder
    pytest.skip("no PostgreSQL programs (initdb, postgres) are installed here")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request, tmp_path):
    """The URL of an empty database."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    found = request.getfixturevalue("postgres")
    engine = sa.create_engine(found)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return found
