"""The way in is there where a login is set up, and nowhere else."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def opened(**secrets) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in secrets.items():
        app.secrets[name] = value
    app.run()
    assert not app.exception
    return app


def test_there_is_a_login_where_one_is_set_up():
    app = opened(auth={"redirect_uri": "https://app.example/oauth2callback", "cookie_secret": "-"})
    assert [button.label for button in app.button if button.key == "login"] == ["Log in"]


def test_there_is_none_elsewhere():
    assert not [button for button in opened().button if button.key in ("login", "logout")]
