"""A database of any older version becomes one of today's, and nothing in it is lost."""

import json
import subprocess
import sys

import pytest
import sqlalchemy as sa

from lstm_core.exam.log.log import Event, Log, Unwritable
from lstm_core.exam.log.tables import VERSION, VERSIONS, upgrade, version

IDS = [f"00000000-0000-4000-8000-{k:012d}" for k in range(3)]


@pytest.fixture
def engine(url):
    made = sa.create_engine(url)
    yield made
    made.dispose()


def first_version(engine):
    """A log as the first version wrote it, with two learners."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE events (id VARCHAR(36) NOT NULL, learner VARCHAR(64) NOT NULL, at FLOAT NOT NULL,"
            " kind VARCHAR(40) NOT NULL, item VARCHAR(120) NOT NULL, data TEXT NOT NULL, version INTEGER NOT NULL,"
            " PRIMARY KEY (id))"
        )
        connection.exec_driver_sql("CREATE INDEX ix_events_learner ON events (learner)")
        insert = sa.text("INSERT INTO events VALUES (:id, :learner, :at, 'drawing', 'LSTM', :data, 1)")
        for id, learner, at in zip(IDS, ["me", "you", "me"], [2.5, 1.0, 0.25], strict=True):
            connection.execute(insert, {"id": id, "learner": learner, "at": at, "data": json.dumps({"at": at})})


def test_a_log_of_version_1_opens_with_everything_in_it(url, engine):
    first_version(engine)
    log = Log(url)
    assert log.events("me") == [
        Event(0.25, "drawing", "LSTM", {"at": 0.25}, IDS[2]),
        Event(2.5, "drawing", "LSTM", {"at": 2.5}, IDS[0]),
    ]
    assert log.events("you") == [Event(1.0, "drawing", "LSTM", {"at": 1.0}, IDS[1])]
    log.append("me", Event(3.0, "drawing", "GRU"))
    assert len(log.events("me")) == 3
    log.close()


def test_an_empty_database_is_brought_to_the_version_of_today_once(engine):
    assert upgrade(engine) == 0
    assert upgrade(engine) == VERSION == max(VERSIONS)
    assert list(VERSIONS) == list(range(1, VERSION + 1))


def test_an_upgrade_that_fails_changes_nothing(engine, monkeypatch):
    first_version(engine)
    monkeypatch.setitem(VERSIONS, VERSION, (*VERSIONS[VERSION], "SELECT * FROM nowhere"))
    with pytest.raises(sa.exc.DBAPIError, match="nowhere"):
        upgrade(engine)
    with engine.connect() as connection:
        assert version(connection) == 1
        assert connection.execute(sa.text("SELECT count(*) FROM events")).scalar_one() == 3
    monkeypatch.undo()
    assert upgrade(engine) == 1


def test_a_log_of_a_newer_recall_is_left_alone_and_told(url, engine):
    Log(url).close()
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE log_version SET version = :v"), {"v": VERSION + 1})
    with pytest.raises(Unwritable, match=r"newer Recall .* update"):
        Log(url)


@pytest.mark.slow
def test_several_servers_may_start_at_once(url):
    start = "import sys; from lstm_core.exam.log.log import Log; Log(sys.argv[1]).close()"
    servers = [subprocess.Popen([sys.executable, "-c", start, url], stderr=subprocess.PIPE) for _ in range(4)]
    assert [server.communicate()[1] for server in servers] == [b""] * 4
    log = Log(url)
    assert log.events("me") == []
    log.close()
