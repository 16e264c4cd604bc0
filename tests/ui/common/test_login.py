"""The way in is there where a login is set up, and nowhere else."""

from streamlit.testing.v1 import AppTest

from tools.apptest import open_page


def opened(**secrets) -> AppTest:
    return open_page(secrets=secrets)


def test_there_is_a_login_where_one_is_set_up():
    app = opened(auth={"redirect_uri": "https://app.example/oauth2callback", "cookie_secret": "-"})
    assert [button.label for button in app.button if button.key == "login"] == ["Log in"]


def test_there_is_none_elsewhere():
    assert not [button for button in opened().button if button.key in ("login", "logout")]
