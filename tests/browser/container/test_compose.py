"""deploy/compose.yaml as a whole, built and started: nginx, two app servers and PostgreSQL, Debian's in these tests."""

import http.client
import json
import ssl
import subprocess

import pytest

from tests.browser.hosting.conftest import Learner
from tests.browser.hosting.machines import until
from tests.browser.hosting.test_two_servers import DRILL

pytestmark = pytest.mark.container
RIGHTS = {"CHOWN": 0, "DAC_OVERRIDE": 1, "FOWNER": 3, "SETGID": 6, "SETUID": 7, "NET_BIND_SERVICE": 10}  # capability.h
APPS = ("app-1", "app-2")


def status(running, service: str) -> dict[str, str]:
    """What Linux says of the first process of a container."""
    lines = running(service, "cat", "/proc/1/status").stdout.splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def asked(path: str) -> tuple[int, bytes]:
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # the certificate is one of our own
    connection = http.client.HTTPSConnection("localhost", timeout=60, context=trusting)
    connection.request("GET", path)
    with connection.getresponse() as answer:
        found = answer.status, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize("service", APPS)
def test_the_app_is_not_root_and_has_no_capability(running, service):
    said = status(running, service)
    assert set(said["Uid"].split()) == {"10001"}
    assert {int(said[kind], 16) for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert said["NoNewPrivs"] == "1"


@pytest.mark.parametrize(
    ("service", "rights"),
    [
        ("nginx", {"CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID"}),
        ("database", {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}),
    ],
)
def test_nginx_and_postgresql_have_the_capabilities_they_start_with_and_no_other(running, service, rights):
    said = status(running, service)
    assert int(said["CapBnd"], 16) == sum(1 << RIGHTS[right] for right in rights)
    assert said["NoNewPrivs"] == "1"


@pytest.mark.parametrize("service", ["nginx", *APPS, "database"])
def test_the_root_of_every_container_is_read_only(running, service):
    for place in ("/", "/usr/bin", "/etc", "/opt"):
        found = running(service, "touch", f"{place}/new")
        assert "Read-only file system" in found.stderr, place


@pytest.mark.parametrize("service", APPS)
def test_an_app_may_write_into_its_home_and_nowhere_beside_the_code(running, service):
    assert running(service, "sh", "-c", "touch $HOME/new").returncode == 0
    assert "Read-only file system" in running(service, "touch", "/srv/recall/new").stderr


@pytest.mark.parametrize("service", APPS)
def test_an_app_has_the_memory_processes_and_handles_that_compose_gives_it(running, service):
    found = subprocess.run(["podman", "inspect", f"recall_{service}_1"], capture_output=True, text=True, check=True)
    host = json.loads(found.stdout)[0]["HostConfig"]
    assert (host["Memory"], host["PidsLimit"]) == (1024**3, 512)
    assert running(service, "sh", "-c", "ulimit -n").stdout.strip() == "16384"


def test_nothing_but_the_app_and_its_lists_is_in_the_image(running):
    found = set(running("app-1", "ls", "-A", "/srv/recall").stdout.split())
    lists = {"requirements.txt", "requirements-hosted.txt", "locked", "pyproject.toml"}
    assert found == {"app.py", "lstm_core", "pages", "ui", ".streamlit", *lists}


def test_what_is_installed_in_the_image_fits_together(running):
    found = running("app-1", "python", "-m", "pip", "check")
    assert (found.stdout.strip(), found.returncode) == ("No broken requirements found.", 0)


def test_the_site_is_well_and_shows_the_app(running):
    assert asked("/health") == (200, b"ok")
    assert asked("/")[0] == 200


def test_an_answer_is_in_the_database_and_the_page_outlives_an_app_server(running, chromium):
    context = chromium.new_context(ignore_https_errors=True)
    context.set_default_timeout(60_000)
    me = Learner(context.new_page(), "https://localhost", "")
    me.go(DRILL)
    me.answer("1")
    until(lambda: answers(running) == 1)
    subprocess.run(["podman", "kill", f"recall_{APPS[me.server()]}_1"], check=True, capture_output=True)
    assert asked("/health") == (200, b"ok")
    me.page.reload()
    me.at_rest()
    me.answer("2")
    until(lambda: answers(running) == 2)
    context.close()


def answers(running) -> int:
    """How many answers PostgreSQL holds."""
    place = "postgresql://recall:a-password@localhost/recall"
    told = "SELECT count(*) FROM events WHERE kind = 'drill'"
    found = running("database", "psql", "--tuples-only", "--command", told, place)
    return int(found.stdout or 0)
