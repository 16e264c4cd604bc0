"""The provider at which learners log in, where one is set up (docs/hosting.md): who is logged in, and the way there."""

import hashlib
import logging
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAuthError

from ui.common.session import session

PATIENCE = 3.0  # seconds for a provider to answer
UNFINISHED = (
    "You are not logged in: the provider refused, or the login was broken off. What you do is kept in this browser all "
    "the same. Press Log in to try again."
)
LAPSED = (
    "Your login has ended; it holds for 30 days at most. Your log is safe, and there again once you have logged in on "
    "the start page. Until then, what you do is kept for this browser only."
)
INCOMPLETE = "The login of this server is not set up completely. Please tell those who run it; its log has the details."
SILENT = (
    "The provider of the login does not answer at the moment. What you do is kept in this browser until then. "
    "Try again in a few minutes."
)
ELSEWHERE = "You can log in at the address {host} only. Open the app there, and press Log in again."


def is_set_up() -> bool:
    """Whether this server has a login."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets at all
        return False


def user() -> str:
    """A name for whoever is logged in, "" for nobody; name and address at the provider stay out of the log."""
    subject = st.user.get("sub") or st.user.get("email") if getattr(st.user, "is_logged_in", False) else ""
    return f"user-{hashlib.sha256(str(subject).encode()).hexdigest()[:40]}" if subject else ""


def go_to_login() -> None:
    """Set out for the provider, as soon as the browser has noted that; or say beside the button why that is no use."""
    state = session().learner.login
    state.trouble = _obstacle()
    state.leaves_for = "" if state.trouble else "login"


def go_to_logout() -> None:
    """Log out, as soon as the browser has put away what is nobody else's business."""
    session().learner.login.leaves_for = "logout"


def leave() -> None:
    """Go, now that the browser is ready."""
    state = session().learner.login
    leaves_for, state.leaves_for = state.leaves_for, ""
    if leaves_for == "logout":
        st.logout()
    elif leaves_for == "login":
        state.trouble = _begin_login()


def _begin_login() -> str:
    """Let Streamlit lead the browser to the provider; why it cannot, in a sentence."""
    try:
        st.login()
    except StreamlitAuthError as error:  # a package or a secret is missing
        return _incomplete(error)
    return ""


def _obstacle() -> str:
    """What would end on a bare error page, in a sentence; "" for nothing."""
    settings = st.secrets["auth"]
    host, here = (urlsplit(str(address)).netloc for address in (settings.get("redirect_uri", ""), st.context.url or ""))
    if host and here and "{port}" not in host and here != host:
        return ELSEWHERE.format(host=host)
    return _silence(str(settings.get("server_metadata_url", "")))


def _silence(address: str) -> str:
    """Whether the provider answers where the secrets say that it describes itself."""
    try:
        import httpx  # comes with what hosting needs
    except ModuleNotFoundError as error:
        return _incomplete(error)
    try:
        httpx.get(address, timeout=PATIENCE, follow_redirects=True).raise_for_status().json()
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        return _incomplete(f"server_metadata_url: {error}")
    except (httpx.HTTPError, ValueError):
        return SILENT
    return ""


def _incomplete(why: object) -> str:
    """The sentence for the page; the reason is for whoever runs the server."""
    logging.getLogger(__name__).warning("The login is not set up completely: %s", why)
    return INCOMPLETE
