"""The way in and out, for a server where a login is set up (docs/hosting.md)."""

import streamlit as st

from ui.common import provider
from ui.common.session import session
from ui.common.text import problem


def login() -> None:
    """A button, what it is good for, and how the last login ended; nothing where no login is set up."""
    if not provider.is_set_up():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if provider.user():
            st.button("Log out", icon=":material/logout:", key="logout", on_click=provider.go_to_logout)
        else:
            st.button("Log in", icon=":material/login:", key="login", on_click=provider.go_to_login)
            st.caption("Then you find your reviews again on every device.")
    state = session().learner.login
    if state.trouble:
        problem(state.trouble)
    elif state.outcome == "unfinished":
        problem(provider.UNFINISHED)
    _earlier()


def _earlier() -> None:
    """Offer what this browser holds from before the login; unasked, as it may be somebody else's, nobody gets it."""
    state = session().learner.login
    if state.moved:
        st.caption("What was done in this browser before is in your log now.")
    elif state.earlier and provider.user():
        st.caption(
            f"In this browser, something was done before you logged in ({state.earlier} in the log). If that was you, "
            "move it to your log: then you find it on every device, and nobody finds it here once you have logged out."
        )
        st.button("Move to my log", icon=":material/move_up:", key="take_earlier", on_click=_take)


def _take() -> None:
    session().learner.login.takes_earlier = True
