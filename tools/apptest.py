"""Pages of the app without a server and a browser: Streamlit's AppTest runs them, for tests and benchmarks."""

from collections.abc import Callable, Mapping
from typing import Any

from streamlit.testing.v1 import AppTest

from tools.serving import APP

PATIENCE = 60.0  # seconds for one run, on a busy machine


def open_page(
    address: str = "",
    query: Mapping[str, str] | None = None,
    state: Mapping[str, Any] | None = None,
    secrets: Mapping[str, Any] | None = None,
) -> AppTest:
    """The page at an address ("" is the start page), as a link with these query parameters opens it.

    `state` is what the session holds before, by its keys: widgets, what components sent, the session itself.
    """
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    for name, secret in (secrets or {}).items():
        app.secrets[name] = secret
    if address:
        app.switch_page(f"pages/{address}.py")
    return rerun(_prepared(app, query, state))


def run_script(
    script: Callable[..., None],
    *values: Any,
    query: Mapping[str, str] | None = None,
    state: Mapping[str, Any] | None = None,
) -> AppTest:
    """A function as the only page of an app; AppTest runs its source, so it must import what it needs."""
    app = AppTest.from_function(script, args=values, default_timeout=PATIENCE)
    return rerun(_prepared(app, query, state))


def visit(app: AppTest, address: str) -> AppTest:
    """Walk to another page in the same session; nothing may go wrong."""
    return rerun(app.switch_page(f"pages/{address or 'start'}.py"))


def rerun(app: AppTest) -> AppTest:
    """Run the page as it is now; nothing may go wrong."""
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def _prepared(app: AppTest, query: Mapping[str, str] | None, state: Mapping[str, Any] | None) -> AppTest:
    for name, value in (query or {}).items():
        app.query_params[name] = value
    for key, value in (state or {}).items():
        app.session_state[key] = value
    return app
