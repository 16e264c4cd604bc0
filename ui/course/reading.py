"""The text of a lesson, with the live figure beside it that lights up what a paragraph speaks of."""

from functools import partial
from itertools import pairwise

import streamlit as st

from lstm_core.cell.roles import BACKGROUND
from lstm_core.course.lessons import Lesson, Paragraph, cell_of
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.course.lessons.sources import sources
from lstm_core.figure.explain import source
from lstm_core.run import step
from ui.common import lesson_place
from ui.common.session import session
from ui.common.text import plain
from ui.components.cell_view import cell_view
from ui.components.citations import citations
from ui.components.reading_follower import reading_follower
from ui.components.scroll_into_view import scroll_into_view
from ui.course import paragraphs
from ui.course.language import SOURCES
from ui.course.paragraph_cards import cards_of, known_cards
from ui.step.weights_state import current_numbers

WIDTH = 760  # of a text that stands alone, in pixels: some 90 letters to a line
STYLE = """<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-lesson_figure) { position: sticky; top: 4rem; }
[class*="st-key-paragraph_"] { padding-left: 0.9rem; border-left: 4px solid transparent; scroll-margin: 5rem 0 2rem; }
.st-key-paragraph_%(now)d { border-left-color: #0072b2; }
@media (max-width: 40em) {
  [data-testid="stColumn"]:has(.st-key-lesson_figure) {
    position: sticky; top: 3.5rem; z-index: 2; background: %(paper)s;
  }
  [class*="st-key-paragraph_"] { scroll-margin-top: 24rem; }
}
</style>"""
SHOWN, QUIET = (  # how the links to the sources look: in full, or as a small number each
    """<style>a[href*="#source-"] { font-size: 0.8rem; opacity: 0.8 }</style>""",
    """<style>
[data-testid=stMain] { counter-reset: source }
a[href*="#source-"] { font-size: 0; text-decoration: none; counter-increment: source }
a[href*="#source-"]::before { content: counter(source); content: counter(source) / ""; font-size: 0.7rem;
  vertical-align: super; padding: 0.3rem 0.35rem; border-radius: 0.3rem }
a[href*="#source-"]:is(:hover, :focus-visible)::before { background: color-mix(in srgb, currentColor 12%, transparent) }
</style>""",
)


def show(lesson: Lesson) -> None:
    """Figure and text side by side; without a figure, the text alone."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header("Read it", anchor=False, width="content")
        shown = st.toggle("Show sources", key=SOURCES, bind="query-params")
    st.html(SHOWN if shown else QUIET)
    _follow_link(lesson)
    _text(lesson)
    citations({number: _rows(paragraph) for number, paragraph in enumerate(lesson.paragraphs, 1)})
    all_sources = dict(source(cited) for paragraph in lesson.paragraphs for cited in paragraph.cites)
    with st.expander("Sources of this text", icon=":material/menu_book:"):
        st.markdown("\n".join(f"- **{short}**: {words}" for short, words in sorted(all_sources.items())))


def _rows(paragraph: Paragraph) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.where, one.tells, one.address) for one in sources(paragraph.cites)]


def _text(lesson: Lesson) -> None:
    if lesson.cell:
        _beside_figure(lesson)
    else:
        begins = [k for k, one in enumerate(lesson.paragraphs, 1) if one.heading or k == 1]
        known = known_cards()
        with st.container(width=WIDTH):
            for first, after in pairwise([*begins, len(lesson.paragraphs) + 1]):
                cards = cards_of(lesson, range(first, after))
                paragraphs.show(first, lesson.paragraphs[first - 1 : after - 1], cards, known)
        at = max(first for first in begins if first <= current_number(lesson))
        scroll_into_view("text", f"paragraph_{at}", session().course.turns)


def _follow_link(lesson: Lesson) -> None:
    """Begin at the paragraph that a link names, or that was presented; once, since one walks on from there.

    After a reload it is the place that the browser keeps in the address while one reads.
    """
    asked = "" if lesson.key in session().course.paragraphs else st.query_params.get("at", "")
    for name in ("paragraph", "slide"):
        if name in st.query_params:
            asked = st.query_params.pop(name)
    if asked.isdecimal() and len(asked) < 4:
        turn_to(lesson, int(asked))


def turn_to(lesson: Lesson, number: int) -> None:
    """Read on at this paragraph, and bring it into view."""
    _read(lesson, number)
    session().course.turns += 1


@st.fragment
def _beside_figure(lesson: Lesson) -> None:
    """Only this part is drawn again when the next paragraph is lit."""
    now = current_number(lesson)
    st.html(STYLE % {"now": now, "paper": BACKGROUND[st.context.theme.type or "light"]})
    left, right = st.columns([6, 5], gap="large")
    with left, st.container(key="lesson_figure"):
        figure(lesson, lesson.paragraphs[now - 1])
        _buttons(lesson, now)
    known = known_cards()
    with right:
        for number, paragraph in enumerate(lesson.paragraphs, 1):
            paragraphs.show(number, [paragraph], cards_of(lesson, [number]), known)
    reading_follower(len(lesson.paragraphs), now, session().course.turns, partial(_read, lesson))


def current_number(lesson: Lesson) -> int:
    """The number of the paragraph that is read now, from 1."""
    return min(max(session().course.paragraphs.get(lesson.key, 1), 1), len(lesson.paragraphs))


def _read(lesson: Lesson, number: int) -> None:
    """The reader is there; the page stays where it is."""
    session().course.paragraphs[lesson.key] = number
    lesson_place.reach(lesson.key, min(number, len(lesson.paragraphs)))


def figure(lesson: Lesson, paragraph: Paragraph) -> None:
    """The cell of a lesson, with what a paragraph speaks of lit up."""
    cell = cell_of(lesson.cell)
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    shown = {name: plain(value if name == "x" else value[0]) for name, value in values.items()}
    lit = stage_of(cell, paragraph.lit) if paragraph.lit else None
    cell_view(cell, shown, key="lesson_cell", stage=lit)


def _buttons(lesson: Lesson, now: int) -> None:
    count = len(lesson.paragraphs)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Back",
            icon=":material/arrow_back:",
            shortcut="Left",
            disabled=now == 1,
            on_click=_turn,
            args=(lesson, -1),
            key="text_back",
        )
        st.button(
            "Next paragraph",
            icon=":material/arrow_forward:",
            shortcut="Right",
            disabled=now == count,
            on_click=_turn,
            args=(lesson, 1),
            key="text_next",
        )
        st.markdown(f"{now} of {count}", width="content")


def _turn(lesson: Lesson, by: int) -> None:
    turn_to(lesson, current_number(lesson) + by)
