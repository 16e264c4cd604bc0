"""Recall: the LSTM, from memory. Run with `streamlit run app.py`."""

import streamlit as st

from pages.shared.boot import boot
from pages.shared.frame import PAGES, remember

page = st.navigation({section: list(pages) for section, pages in PAGES.items()}, position="top")
st.set_page_config(page_title=f"{page.title} · Recall", page_icon=":material/draw:", layout="wide")
boot()
remember(page)
page.run()
