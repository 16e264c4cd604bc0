"""Whose work this app stands on."""

import streamlit as st

from lstm_core.course.reference.credits import credits_by_part, libraries
from lstm_core.figure.explain import cite
from lstm_core.prose import read
from ui import endings
from ui.common.frame import framed

framed()

st.markdown("The app itself is under the MIT licence. It explains in its own words what others have found out.")
st.header("Lectures", anchor=False)
for key, lecture in read("lectures").items():
    who = ", ".join(filter(None, (lecture["speaker"], lecture["title"])))
    st.markdown(f"- **{key}** {who}, {lecture['date']}. {lecture['where']}.")
for part, rows in credits_by_part().items():
    st.header(part, anchor=False)
    for row in rows:
        st.markdown(
            f"- **{row.what}** by {row.whose}. Licence: {row.licence}. {row.used}",
            help="  \n".join(map(cite, row.cites)) or None,
        )
st.header("Libraries", anchor=False)
st.caption("As they are installed here; versions and licences are as the packages state them.")
for library in libraries():
    name = f"[{library.name}]({library.home})" if library.home else library.name
    st.markdown(f"- **{name}** {library.version}, {library.licence}. {library.summary}")
st.header("Papers and books", anchor=False)
st.caption("Everything that is cited somewhere in the app, under the name by which it is cited.")
st.markdown("\n".join(f"- **{key}** {cite(key)}" for key in sorted(read("papers"), key=str.casefold)))
endings.show("credits")
