"""The files for whoever hosts the app agree with each other and with what the app reads."""

import re
import tomllib

import pytest

from tools.serving import ROOT

HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


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
