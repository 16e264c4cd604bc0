"""The way in is there where a login is set up, and nowhere else."""

import hashlib

import pytest
from streamlit.testing.v1 import AppTest

from tools.apptest import open_page
from ui.common import provider


def opened(**secrets) -> AppTest:
    return open_page(secrets=secrets)


def test_there_is_a_login_where_one_is_set_up():
    app = opened(auth={"redirect_uri": "https://app.example/oauth2callback", "cookie_secret": "-"})
    assert [button.label for button in app.button if button.key == "login"] == ["Log in"]


def test_there_is_none_elsewhere():
    assert not [button for button in opened().button if button.key in ("login", "logout")]


class LoggedIn(dict):
    is_logged_in = True


@pytest.mark.parametrize("claims", [{"sub": "1", "email": "a@b.example"}, {"email": "1"}])
def test_whoever_is_logged_in_is_called_by_a_hash(monkeypatch, claims):
    monkeypatch.setattr(provider.st, "user", LoggedIn(claims))
    assert provider.user() == f"user-{hashlib.sha256(b'1').hexdigest()[:40]}"


@pytest.mark.parametrize("claims", [{}, {"sub": ""}, {"sub": None, "name": "Ada"}])
def test_whoever_has_neither_id_nor_address_is_nobody_and_shares_no_log(monkeypatch, claims):
    monkeypatch.setattr(provider.st, "user", LoggedIn(claims))
    assert provider.user() == ""
