"""The menu of a narrow window: it closes once a page is chosen, and never lies over a page that is opened.

Streamlit puts the menu into a sidebar over the page. It closes it only for browsers that call themselves mobile, which
no narrow window on a laptop does and no iPad, and it keeps in the browser that it was open: a reload begins covered.
"""

import streamlit as st

from ui.components import script

_MENU = st.components.v2.component("closing_menu", html="<span></span>", js=script("closing_menu/closing_menu.js"))


def close_menu_after_choice() -> None:
    """Once in every page; the browser keeps it as long as the tab lives."""
    _MENU(key="closing_menu", data={})
