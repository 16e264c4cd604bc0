"""Recall: the LSTM, from memory. Run with `streamlit run app.py`."""

import streamlit as st

from pages.shared.boot import boot
from pages.shared.frame import ICON, PAGES, remember

st.set_page_config(page_icon=ICON, layout="wide")
page = st.navigation({section: list(pages) for section, pages in PAGES.items()}, position="top")
st.set_page_config(page_title=f"{page.title} · Recall")
boot()
remember(page)
page.run()
