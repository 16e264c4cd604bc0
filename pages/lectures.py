"""The five lectures line by line: what each passage treats, and where the app treats it."""

import streamlit as st

from lstm_core.course.lessons.coverage import ALLUDED, LectureCoverage, LectureTopic, coverage, spanned
from lstm_core.exam.bank.bank import differences
from lstm_core.figure.explain import cite
from lstm_core.prose import read
from ui import endings
from ui.common.frame import framed
from ui.look_up.links import STYLE, links, short_reference

framed()

REST = "Left out"
NAMES = {**{key: key for key in read("lectures")}, REST: ALLUDED}


def _row(row: LectureTopic, key: str) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f":gray-badge[{_lines(row, key)}] {row.what}")
        links(row.id, row.at, row.lines)


def _lines(row: LectureTopic, key: str) -> str:
    """Lines 7–8; with the lecture's name where several lectures come together."""
    if key == ALLUDED:
        return " · ".join(map(short_reference, row.lines)) or "in no transcript"
    numbers = ", ".join(short_reference(line).partition(", ")[2] for line in row.lines)
    return f"lines {numbers}" if "–" in numbers else f"line {numbers}"


def _aside(part: LectureCoverage) -> None:
    with st.expander("Lines that are not about the subject"):
        st.markdown(
            "\n".join(f"- {short_reference(lines).partition(', ')[2]}: {why}" for lines, why in part.aside.items())
        )


def _differs(key: str) -> None:
    """Where this lecture disagrees with another source."""
    cards = [card for card in differences().values() if any(lecture == key for lecture, _ in spanned(card.cites))]
    if cards:
        st.header("Where it differs from other sources", anchor=False)
    for card in cards:
        with st.expander(card.title.en, icon=":material/compare_arrows:"):
            st.markdown(f"{card.says.en}\n\n**In the exam:** {card.teach.en}")
            st.caption("From: " + "; ".join(map(cite, card.cites)))


st.markdown(
    "What each passage of the transcripts treats, in our words, and where to find it here. Every line is accounted "
    "for. The numbers are those under the paragraphs of the lessons."
)
st.html(STYLE)
chosen = st.segmented_control("Lecture", list(NAMES), default="S0", key="lecture", bind="query-params", required=True)
key = NAMES[chosen or "S0"]
part = coverage()[key]
if key == ALLUDED:
    st.header("Named in passing, or left out", anchor=False)
    st.markdown("The transcripts are excerpts. This is what they only touch, and where the app fills it in.")
else:
    lecture = read("lectures")[key]
    st.header(", ".join(filter(None, (lecture["speaker"], lecture["title"]))), anchor=False)
    st.caption(f"{lecture['date']} · {lecture['where']} · {lecture['lines']} lines")
for row in part.rows:
    _row(row, key)
if part.aside:
    _aside(part)
_differs(key)
endings.show("lectures")
