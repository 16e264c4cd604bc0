"""Two app servers behind nginx and one PostgreSQL, and learners who come through nginx with a real Chromium."""

import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, TimeoutError, expect

from lstm_core.exam.log.log import Log
from tests.browser.hosting import machines
from tools import postgres as databases

PATIENCE = 30_000  # milliseconds
FIELD = "Layers on the longest path"  # of the drill that is answered


@dataclass
class Host:
    """Everything that runs."""

    database: databases.Postgres
    apps: tuple[machines.AppServer, machines.AppServer]
    nginx: machines.Nginx

    def all_up(self) -> None:
        """Start again what a test killed."""
        if not self.database.runs:
            self.database.start()
        for app in self.apps:
            if app.process.poll() is not None:
                app.begin()
        for app in self.apps:
            app.wait()


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """The set-up of docs/hosting.md on this machine; the test is skipped where a part of it is not installed."""
    pytest.importorskip("psycopg")
    program, folder = machines.nginx(), tmp_path_factory.mktemp("host")
    if program is None:
        pytest.skip("nginx is not installed here")
    with databases.postgres() as database:
        if database is None:
            pytest.skip("no PostgreSQL programs (initdb, postgres) are installed here")
        apps = (machines.AppServer(database.url, folder), machines.AppServer(database.url, folder))
        host = Host(database, apps, machines.Nginx(program, (apps[0].port, apps[1].port), folder))
        host.all_up()
        yield host
        for part in (host.nginx, *apps):
            part.stop()


class Learner:
    """Somebody in a browser of their own, and what the log holds of them."""

    def __init__(self, page: Page, home: str, database: str) -> None:
        self.page, self.home, self._database = page, home, database

    def go(self, address: str) -> None:
        """Open a page and wait until it is at rest."""
        self.page.goto(f"{self.home}/{address}")
        self.at_rest()

    def at_rest(self) -> None:
        """Wait until the page is drawn and no run goes on."""
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    def answer(self, said: str) -> None:
        """Answer the drill on the page, wrongly, and wait for what is said about it."""
        field = self.page.get_by_label(FIELD)
        field.fill(said)
        self.page.get_by_role("button", name="Check").click()
        self.at_rest()

    @property
    def name(self) -> str:
        """What the browser calls itself."""
        return self.page.evaluate("localStorage.getItem('recall-learner')")

    def tries(self) -> int:
        """How many answers the log holds: a look into the database, past every server."""
        log = Log(self._database)
        try:
            return log.count(self.name, "drill")
        finally:
            log.close()

    def taken_along(self) -> Path:
        """The log, downloaded on the page Progress."""
        self.go("progress")
        return self.download("Your log")

    def download(self, name: str) -> Path:
        """What a button gives; a click while the page is being drawn anew is lost, so that another may be needed."""
        for _ in range(6):
            with suppress(TimeoutError):
                with self.page.expect_download(timeout=PATIENCE / 6) as waiting:
                    self.page.get_by_role("button", name=name).click()
                return waiting.value.path()
        raise AssertionError(f"“{name}” gives no file")

    def server(self) -> int:
        """0 or 1: which of the two holds this learner, by the cookie of nginx."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        return int(cookies["recall_server"]) - 1


@pytest.fixture
def learner(host, chromium):
    """learner() is somebody new, who comes through nginx; their console may complain of what is away."""
    host.all_up()
    contexts = []

    def come(page: Page | None = None, home: str = host.nginx.url, database: str = host.database.url) -> Learner:
        if page is None:
            contexts.append(chromium.new_context())
            contexts[-1].set_default_timeout(PATIENCE)
            page = contexts[-1].new_page()
        return Learner(page, home, database)

    yield come
    for context in contexts:
        context.close()


def drills_in(file: Path) -> int:
    """How many answers a downloaded log holds: one file, or a ZIP of as many as it takes."""
    with zipfile.ZipFile(file) as parts:
        texts = [parts.read(name) for name in parts.namelist()]
    return sum(event["kind"] == "drill" for text in texts for event in json.loads(text)["events"])


@pytest.fixture
def read_only(host):
    """read_only(True) makes a log of the database that cannot be written."""
    engine = sa.create_engine(host.database.url, isolation_level="AUTOCOMMIT")

    def make(so: bool) -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET default_transaction_read_only = off")
            connection.exec_driver_sql(f"ALTER DATABASE postgres SET default_transaction_read_only = {so}")
            others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}")

    yield make
    make(False)
    engine.dispose()
