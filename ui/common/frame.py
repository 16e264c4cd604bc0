"""What surrounds every page: its icon and style, which one is open, and that app.py runs it.

As long as no run in a server has called st.navigation, Streamlit takes the files in pages/ for a menu of its own and
runs the one that a first deep link asks for, without app.py. So every page begins with `framed()`, which then runs it.
"""

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.common import code_colors
from ui.common.session import SESSION, forget, session

APP = Path(__file__).parents[2] / "app.py"
ICON = Path(__file__).with_name("icon.svg")
FITS = Path(__file__).with_name("fits.css")  # style for windows and letters of any size
_PAPER = ", ".join(st.get_option(f"theme.{scheme}.backgroundColor") for scheme in ("light", "dark"))
STYLE = """<style>
  .stApp { --paper: light-dark(PAPER) } /* for what lies over the page */
  [data-testid=stPageLink-NavLink] span:has(> [data-testid=stMarkdownContainer]) { white-space: normal } /* whole */
  [data-testid=stPageLink-NavLink] [data-testid=stMarkdownContainer] * { white-space: normal }
  [data-testid=stCheckbox] [data-testid=stMarkdownContainer] { white-space: normal } /* not ended by dots */
  [data-testid=stCheckbox] [data-testid=stMarkdownContainer] p { white-space: normal }
  [data-variant][role=radio][data-selected], [data-variant][aria-pressed=true] {
    background: color-mix(in srgb, currentColor 10%, transparent) !important } /* hovered, too: to be read */
  @media (max-width: 40em) { /* a table fits on a phone */
    [data-testid=stMarkdownContainer] :is(td, th) { padding: 0.3rem 0.4rem; font-size: 0.85rem;
      overflow-wrap: anywhere; hyphens: auto }
  }
  @media (max-width: 40em) { h1 { font-size: 1.6rem !important } h2 { font-size: 1.25rem !important } }
  [data-testid=stCaptionContainer]:has(.stMarkdownColoredText) { opacity: 1 } /* red at 60 % is too pale to be read */
  [data-testid=stBaseButton-primary] { color: light-dark(#ffffff, #12151c) } /* white on light blue is too pale */
  .stApp [data-has-shortcut] kbd { opacity: 0.9 } /* the key of a button, to be read */
  @media (hover: none) { button kbd { display: none !important } } /* no keyboard, no keys */
  .st-key-leads_on { margin-top: 1rem } /* where a page leads at its end: see leads_on.py */
  .st-key-leads_on a[data-testid=stPageLink-NavLink] { border: 1px solid #8a919e80; border-radius: 0.5rem;
    padding: 0.35rem 0.75rem; min-height: 2.5rem }
  .st-key-leads_on a[data-testid=stPageLink-NavLink]:not(:hover) { background: none }
  .st-key-leads_on a[data-testid=stPageLink-NavLink] * { font-weight: 400 } /* of this page, too */
  .st-key-leads_on a[data-testid=stPageLink-NavLink]:hover { border-color: light-dark(#0069a4, #7cc4f0) }
  [class*="st-key-asks_"] { margin-top: -0.9rem } /* close under its paragraph */
  [class*="st-key-asks_"] a { padding: 0 0.4rem; margin-left: -0.4rem; min-height: 1.5rem; gap: 0.3rem }
  [class*="st-key-asks_"] a[data-testid=stPageLink-NavLink] * { font-size: 0.8rem; white-space: nowrap;
    overflow: visible }
  @media (width < 640px) { .st-key-present_page { display: none } } /* nobody presents from a phone */
  [class*="st-key-alarm"] { display: none } /* see components/clock */
  [class*="st-key-walk_panel"] h2, .st-key-as_code h2 { font-size: 1.2rem } /* beside a figure, and beside code */
  .stElementContainer:has(> .stHtml > .in-words) { position: absolute; width: 1px; height: 1px; overflow: hidden }
</style>""".replace("PAPER", _PAPER)
STYLE = STYLE.replace("</style>", f"{FITS.read_text(encoding='utf-8')}\n{code_colors.style()}</style>")
_FRAMED = ContextVar("framed", default=False)  # whether app.py runs the page; every run has a context of its own


@contextmanager
def frame() -> Iterator[None]:
    """Around the page that app.py runs."""
    token = _FRAMED.set(True)
    try:
        yield
    finally:
        _FRAMED.reset(token)


def whole_page_runs() -> bool:
    """Whether app.py runs; if not, only a fragment does."""
    return _FRAMED.get()


def framed() -> None:
    """The first call of every page: where Streamlit runs the page by itself, let app.py run it instead, and stop."""
    if not _FRAMED.get():
        runpy.run_path(str(APP), run_name="__main__")
        st.stop()


def remember(page: StreamlitPage) -> None:
    """Keep in mind which page is open, so that the start page can lead back to it.

    On arriving, what the address asks for is taken from nowhere else: Streamlit keeps the choices of pages that were
    left, and would put them in place of a choice in a link that happens to be the usual one.
    """
    if page.url_path != session().open_page:
        session().open_page = page.url_path
        for key in set(st.query_params) - {SESSION}:
            forget(key)
    if page.url_path:
        session().page = page.url_path
