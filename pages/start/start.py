"""The start page: what the app is for, its doors, and the figure it is all about."""

import streamlit as st

st.title("Recall: the LSTM, from memory")
