"""No connection to the database stays open that nobody will use again."""

import sqlite3
import threading
from contextlib import suppress

import pytest
import sqlalchemy as sa

from lstm_core.exam.log.log import Log, Unwritable
from lstm_core.exam.log.pool import Pools
from tests.browser.hosting.machines import until


@pytest.fixture
def opened():
    """Every connection that was made."""
    return []


@pytest.fixture
def engine(opened, tmp_path):
    def connect():
        opened.append(sqlite3.connect(tmp_path / "log.sqlite", check_same_thread=False))
        return opened[-1]

    made = sa.create_engine("sqlite:///somewhere", creator=connect)
    yield made
    made.dispose()


def is_open(connection):
    with suppress(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
        return True
    return False


@pytest.mark.parametrize("ending", [Pools.renew, Pools.close])
def test_a_connection_that_was_in_use_when_its_pool_ended_is_closed_when_it_comes_back(engine, opened, ending):
    pools = Pools(engine)
    with pools.used():
        with engine.connect():
            ending(pools)
            assert is_open(opened[0])
        with engine.connect():
            assert len(opened) == 2
    assert not is_open(opened[0])
    assert is_open(opened[1]) == (ending == Pools.renew)


def test_whoever_is_done_first_leaves_the_others_theirs_and_the_last_one_tidies_up(engine, opened):
    pools = Pools(engine)
    first, last = pools.used(), pools.used()
    first.__enter__()
    last.__enter__()
    with engine.connect() as connection:
        pools.renew()
        first.__exit__(None, None, None)
        assert connection.exec_driver_sql("SELECT 7").scalar() == 7
    last.__exit__(None, None, None)
    assert not is_open(opened[0])


def test_what_was_asked_of_a_database_and_given_up_leaves_no_connection_to_it(postgres):
    """Asked of PostgreSQL itself, who is connected."""
    log, end, begun = Log(postgres), threading.Event(), threading.Event()
    database = log._database

    def asks(connection):
        begun.set()
        end.wait()
        return connection.exec_driver_sql("SELECT 1").scalar()

    with pytest.raises(Unwritable):
        database._ask(database._reading, lambda: database._at_once(database.engine.connect, asks), 0.01)
    begun.wait()
    log.close()
    other = sa.create_engine(postgres, poolclass=sa.pool.NullPool)
    ours = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"

    def connected():
        with other.connect() as connection:
            return connection.exec_driver_sql(ours).scalar()

    assert connected()
    end.set()
    until(lambda: not connected())
