"""The files for whoever hosts the app agree with each other and with what the app reads."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from lstm_core.exam.log.log import Log
from tools.serving import ROOT

HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def told(pattern: str) -> str:
    """The one number in deploy/nginx.conf."""
    (found,) = set(re.findall(pattern, NGINX))
    return f"{int(found):,}"


def test_the_manual_has_the_limits_of_nginx():
    limits = re.search(r"\* \*\*Limits\*\*.*?\n\*", HOSTING, re.S)[0].replace("\n ", "")
    rate = {
        zone: told(rf"zone={zone}:10m rate=(\d+)r/s") for zone in ("recall_requests", "recall_opened", "recall_sent")
    }
    burst = {zone: told(rf"limit_req zone={zone} burst=(\d+)") for zone in rate}
    assert f"{told(r'limit_conn recall_sessions (.*?);')} open tabs" in limits
    assert f"{rate['recall_requests']} requests a second (after {burst['recall_requests']} at once)" in limits
    assert f"{rate['recall_opened']} of them new tabs (after {burst['recall_opened']} at once)" in limits
    assert f"{rate['recall_sent']} uploads a second (after {burst['recall_sent']} at once)" in limits
    assert f"{told(r'limit_conn recall_uploads (.*?);')} on their way" in limits
    assert f"uploads of {told(r'client_max_body_size (.*?)m;')} MB" in limits
    assert f"else of {told(r'client_max_body_size (.*?)k;')} kB" in limits


def test_the_manual_has_the_memory_and_the_handles_that_an_app_server_gets_everywhere():
    unit = (ROOT / "deploy" / "recall@.service").read_text(encoding="utf-8")
    compose = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    assert all(line in unit for line in ("MemoryMax=1G", "LimitNOFILE=16384", "TasksMax=512"))
    assert all(line in compose for line in ("mem_limit: 1g", "ulimits: {nofile: 16384}", "pids_limit: 512"))
    assert re.search(r"1 GB, 16,384 handles.*1 GB, 16,384 handles and 512 processes", HOSTING, re.S)


def test_a_websocket_may_be_silent_as_long_as_the_manual_says():
    seconds = re.search(r"(\d+) s of silence", HOSTING)[1]
    assert f"proxy_read_timeout {seconds}s;" in NGINX.partition("/_stcore/stream {")[2]


def test_the_log_has_the_tables_that_the_manual_has_backed_up(tmp_path):
    log = Log(f"sqlite:///{tmp_path}/log.sqlite")
    log.close()
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as base:
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    backup = re.search(r"\* \*\*Backup\*\*.*", HOSTING, re.S)[0].partition("\n#")[0]
    assert tables == set(re.findall(r"`(\w+)`", backup)) - {"pg_dump"}


def test_community_cloud_finds_nothing_that_it_would_read_instead():
    named = {"packages.txt", "uv.lock", "Pipfile", "environment.yml"}
    assert {name for name in named if f"`{name}`" in HOSTING} == named
    assert {name for name in named if (ROOT / name).exists()} == set()


@pytest.mark.parametrize("name", ["recall@.service", "Containerfile", "compose.yaml"])
def test_every_set_up_uses_the_ports_that_nginx_knows(name):
    known = set(re.findall(r"server 127\.0\.0\.1:(\d+)", NGINX))
    assert known == {"8501", "8502"}
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"recall@(\d+)|PORT(?:=|: \")(\d+)", text))
    assert {port for pair in named for port in pair if port} <= known
    assert named


def test_the_secrets_in_the_manual_are_toml_that_the_app_reads():
    secrets = tomllib.loads(re.search(r"```toml\n(.*?)```", HOSTING, re.S)[1])
    assert secrets["database"].startswith("postgresql+psycopg://")
    assert set(secrets["auth"]) >= {"redirect_uri", "cookie_secret", "client_id", "client_secret"}


def test_what_hosting_needs_besides_is_pinned_as_in_the_tests():
    hosted = re.findall(r"^psycopg.*", (ROOT / "requirements-hosted.txt").read_text(encoding="utf-8"), flags=re.M)
    assert hosted
    assert set(hosted) <= set((ROOT / "requirements-test.txt").read_text(encoding="utf-8").splitlines())


def test_every_file_that_the_manual_names_is_there():
    for name in re.findall(r"`((?:deploy|tests)/[^`]+|requirements[^`]*|app\.py)`", HOSTING):
        assert (ROOT / name).exists(), name


def test_the_unit_file_gives_handles_for_many_tabs_and_no_rights():
    unit = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / "deploy" / "recall@.service").read_text(encoding="utf-8"), re.M))
    assert int(unit["LimitNOFILE"]) >= 4 * 500 * 2  # four handles a tab
    assert unit["Environment"] == "MALLOC_ARENA_MAX=1"  # the last of two lines
    assert unit["CapabilityBoundingSet"] == unit["AmbientCapabilities"] == ""
    assert (unit["DynamicUser"], unit["NoNewPrivileges"], unit["ProtectSystem"]) == ("yes", "yes", "strict")


def test_systemd_finds_little_that_the_unit_leaves_open(tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed here")
    unit = shutil.copy(ROOT / "deploy" / "recall@.service", tmp_path / "recall@1.service")
    asked = subprocess.run([program, "security", "--offline=true", unit], capture_output=True, text=True)
    level = re.search(r"exposure level for \S+: ([\d.]+)", asked.stdout)
    assert level, asked.stderr
    assert float(level[1]) <= 2


def services() -> dict[str, str]:
    """What compose is told of each service, as text: there is no other reader of YAML among what is asked for."""
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    blocks = re.split(r"^  ([\w-]+):", text.partition("\nservices:\n")[2].partition("\nvolumes:")[0], flags=re.M)
    return dict(zip(blocks[1::2], blocks[2::2], strict=True))


def test_every_container_has_a_root_that_is_read_only_and_no_capability_that_is_not_named():
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    bounded = text.partition("&bounded")[2].partition("\nservices:")[0]
    assert all(line in bounded for line in ("read_only: true", "cap_drop: [ALL]", '["no-new-privileges:true"]'))
    assert {"nginx", "app-1", "app-2", "database"} == services().keys()
    assert [name for name, said in services().items() if "*bounded" not in said and "<<: *app" not in said] == []
    assert [name for name, said in services().items() if "cap_add" in said] == ["nginx", "database"]


def test_the_image_is_built_as_hadolint_would_and_nobody_is_root_in_it():
    file = ROOT / "deploy" / "Containerfile"
    text = file.read_text(encoding="utf-8")
    user = re.findall(r"^USER (\S+)", text, flags=re.M)
    assert user
    assert user[-1] not in {"root", "0"}
    program = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("there is no hadolint for this system")
    asked = subprocess.run([program, "-"], input=text, capture_output=True, text=True)
    assert (asked.stdout, asked.returncode) == ("", 0)


def in_the_image() -> list[Path]:
    """The files of this folder that `.dockerignore` lets through: all is left out but what stands after a `!`."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and line[0] not in "#!"] == ["*", "**/__pycache__"]
    taken = [ROOT / line[1:] for line in lines if line.startswith("!")]
    assert [path for path in taken if not path.exists()] == []
    files = [file for path in taken for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]
    return [file for file in files if "__pycache__" not in file.parts]


def test_no_secret_no_history_and_no_environment_gets_into_the_image():
    names = {file.relative_to(ROOT).as_posix() for file in in_the_image()}
    assert "app.py" in names
    assert ".streamlit/secrets.toml" not in names
    assert {name.partition("/")[0] for name in names} & {".git", ".venv", "tests", ".github"} == set()


def test_what_gets_into_the_image_is_enough_to_show_the_pages(tmp_path):
    for file in in_the_image():
        place = tmp_path / file.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place)
    asked = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=300).run()
assert not app.exception, app.exception
assert app.title or app.header or app.markdown
import lstm_core.course.reference.credits as credits
assert len(credits.libraries()) > 10
"""
    here = os.environ | {"RECALL_DATABASE": f"sqlite:///{tmp_path}/log.sqlite"}
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, env=here, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
