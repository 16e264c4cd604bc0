"""The way in and out, for a server where a login is set up (docs/hosting.md)."""

import streamlit as st


def login() -> None:
    """A button, and what it is good for; nothing where no login is set up."""
    if not _set_up():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if getattr(st.user, "is_logged_in", False):
            st.button("Log out", icon=":material/logout:", key="logout", on_click=st.logout)
        else:
            st.button("Log in", icon=":material/login:", key="login", on_click=st.login)
            st.caption("Then you find your reviews again on every device.")


def _set_up() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets at all
        return False
