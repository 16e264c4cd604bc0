"""The words of the exam in English and German."""

import streamlit as st

from lstm_core.course.reference.glossary import Term, glossary, search
from lstm_core.figure.explain import cite
from ui import endings
from ui.common.frame import framed
from ui.common.text import problem
from ui.look_up.links import STYLE, links, short_reference

framed()


def _term(term: Term) -> None:
    with st.container(border=True, gap="small", height="stretch"):
        st.markdown(f"**{term.name}** · *{term.german}*  \n{term.says}")
        st.caption(" · ".join(map(short_reference, term.cites)), help="  \n".join(map(cite, term.cites)))
        links(term.name, [term.see], term.cites)


@st.fragment
def _searched() -> None:
    terms = glossary()
    typed = st.text_input(
        "Search in English or German",
        key="find",
        bind="query-params",
        width=360,
        max_chars=60,
        icon=":material/search:",
        placeholder="forget, Vergessens, tanh …",
    )
    found = search(typed or "", terms)
    st.caption(f"{len(found)} of {len(terms)} words" if typed else f"{len(terms)} words")
    if not found:
        problem("No word like this is here. Try a part of it, or the other language.")
    for number in range(0, len(found), 2):
        for column, term in zip(st.columns(2), found[number : number + 2], strict=False):
            with column:
                _term(term)


st.markdown("One sentence for each word, as you could say it in the exam, and the lines of the lecture it comes from.")
st.html(STYLE)
_searched()
endings.show("glossary")
