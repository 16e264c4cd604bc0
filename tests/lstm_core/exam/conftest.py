"""Databases for the log: a SQLite file, and a real PostgreSQL server where its programs are installed."""

import pytest
import sqlalchemy as sa

from tools import postgres as servers


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of our own, reached through a socket; the test is skipped where there is none."""
    pytest.importorskip("psycopg")
    with servers.postgres() as server:
        if server is None:
            pytest.skip("no PostgreSQL programs (initdb, postgres) are installed here")
        yield server


@pytest.fixture(scope="session")
def postgres(postgres_server):
    """Its URL."""
    return postgres_server.url


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
