"""A card: its front, its back, and the four answers to "how did it go?"."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.course.told import told
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.cards.cards import KINDS, Card, card
from lstm_core.exam.hearing import heard
from lstm_core.exam.mock_exam import Answer, Prompt, Statement, prompt
from lstm_core.exam.review.rating import GOOD, RATINGS, AnswerResult, suggest
from ui.common import ways
from ui.common.session import chosen, session
from ui.components.cell_view import cell_view
from ui.components.follow_focus import follow_focus
from ui.components.voice import LONGEST
from ui.practise import lit_points
from ui.practise import statements as list_of_statements
from ui.practise.drills import question as drill_question
from ui.practise.drills.attempt import start
from ui.practise.hearing_ready import make_ready
from ui.practise.oral.answers import record_question
from ui.practise.review.plan import next_time
from ui.practise.review_session import ReviewSession, leave, rate, turn

CARD, BACK = "card", "card_back"  # containers
MOST_PLACES = 3  # to read again


def show(review: ReviewSession) -> None:
    """The card on top."""
    top = card(review.waiting[0])
    st.caption(f"{KINDS[top.kind]} · {top.title} · {len(review.waiting)} left")
    draw = {"question": _question, "drill": _drill, "drawing": _drawing, "differs": _difference}[top.kind]
    with st.container(border=True, key=CARD):
        result = draw(review, top)
    if result is not None:
        _ratings(review, suggest(result), top)
    st.button("Enough for today", icon=":material/bedtime:", key="enough", on_click=leave, args=(review,))
    _follow(review, top)


def _follow(review: ReviewSession, top: Card) -> None:
    """What turns a card makes way for its back, or is not to be pressed again; there the keyboard goes on."""
    attempt = session().practise.drill
    solved = top.kind == "drill" and attempt is not None and attempt.solution_shown
    ticks = top.kind == "question" and review.back_shown and review.answer is None
    place = list_of_statements.LIST if ticks else BACK if review.answer or solved else CARD
    follow_focus("today", place, f"{review.top} {review.back_shown} {ticks} {solved}")


def say_what_was_rated_elsewhere(review: ReviewSession) -> None:
    """Cards that are not asked here any more, or whose rating here does not count."""
    if count := review.elsewhere:
        cards, those = ("One card", "That rating counts") if count == 1 else (f"{count} cards", "Those ratings count")
        was = "was" if count == 1 else "were"
        st.info(
            f"{cards} of this list {was} rated in another tab or on another device since you began. {those}, once.",
            icon=":material/devices:",
        )


def _question(review: ReviewSession, top: Card) -> AnswerResult | None:
    """Say it, tick what you said among true and false statements, then see the key: its share suggests the rating."""
    asked = prompt(top.id.removeprefix("question "))
    st.header(asked.wording.en, anchor=False)
    st.caption(f"Auf Deutsch: {asked.wording.de}")
    if not review.back_shown:
        st.text_area("Say it aloud; note it, if you like", key=review.widget("notes"), height=90, max_chars=LONGEST)
        args = (review, review.top, asked)
        st.button(
            "I have answered", icon=":material/check:", key="turn", shortcut="Space", on_click=_read_notes, args=args
        )
        make_ready("en")
        return None
    lines = list_of_statements.lines_for(asked, review.done, review.found)
    if review.answer is None:
        list_of_statements.show(lines, review.found, review.widget)
        key = (review, review.top, asked, lines)
        st.button(
            "Compare with the key", icon=":material/rule:", key=review.widget("compare"), on_click=_compare, args=key
        )
        return None
    with st.container(key=BACK):
        list_of_statements.show_key(asked.points, review.answer.ticked, review.answer.fooled)
    if asked.draw:
        lit_points.show(asked.draw, asked.points, review.answer.ticked, review.widget)
    st.markdown(f"*One way to say it:* {questions()[asked.id].answer.en}")
    _read_again(asked, review.answer)
    share = review.answer.share
    return AnswerResult(share == 1, share, 0, time.monotonic() - review.began, top.seconds)


def _read_again(asked: Prompt, answer: Answer) -> None:
    """The paragraphs that tell what was missed; that of the first point, if nothing was."""
    missed = [point for k, point in enumerate(asked.points, 1) if k not in answer.ticked] or asked.points[:1]
    places = {(place.lesson.key, place.paragraph): place for place in (told(point, asked.topic) for point in missed)}
    with st.container(horizontal=True, gap="small"):
        for place in list(places.values())[:MOST_PLACES]:
            at = f", paragraph {place.paragraph}" if place.paragraph else ""
            ways.link("course", f"Lesson {place.lesson.number}{at}", place.address, icon=":material/menu_book:")


def _read_notes(review: ReviewSession, seen: tuple[int, str] | None, asked: Prompt) -> None:
    """Turn the card; what was noted is looked through for points."""
    notes = str(chosen(review.widget("notes"), ""))
    if seen == review.top:
        review.found = tuple(heard(asked.points, notes))
    turn(review, seen)


def _compare(review: ReviewSession, seen: tuple[int, str] | None, asked: Prompt, lines: Sequence[Statement]) -> None:
    """Show the key, and write down which false statements were ticked; the second click of two does nothing."""
    if seen != review.top or review.answer:
        return
    true, false = list_of_statements.ticked(lines, review.widget)
    review.answer = Answer(asked.id, true, fooled=false, seconds=round(time.monotonic() - review.began, 1))
    record_question(asked, review.answer)


def _drill(review: ReviewSession, top: Card) -> AnswerResult | None:
    """The drill itself, with new numbers; it is rated once it is right or its solution was looked at."""
    key = top.id.removeprefix("drill ")
    attempt = session().practise.drill
    if attempt is None or attempt.key != key or attempt.began < review.began:
        attempt = start(key)
    drill_question.show(attempt, [])
    if not attempt.done and not attempt.solution_shown:
        return None
    if attempt.solution_shown:
        with st.container(key=BACK):
            for line in attempt.drill.solution:
                st.markdown(f"$\\displaystyle {line.latex}$  \n{line.words}")
    alone = attempt.done and not attempt.solution_shown
    return AnswerResult(alone, 1.0 / max(attempt.tries, 1), 0, time.monotonic() - review.began, top.seconds)


def _drawing(review: ReviewSession, top: Card) -> AnswerResult | None:
    """Drawn on paper or on the sheet of the page Draw the cell, then compared."""
    name = top.id.removeprefix("drawing ")
    st.header(top.front, anchor=False)
    sheet = {"drawn_cell": name, "way": "Blank sheet"}
    ways.link("draw", "Draw it on paper, or on this sheet, which marks it", sheet, icon=":material/draw:")
    if not _back_shown(review):
        return None
    explained = next((question for question in questions().values() if question.draw == name), None)
    if explained:
        lit_points.show(name, explained.points, (), review.widget)
    else:
        cell_view(with_readout(CELLS[name]), {}, key=review.widget("figure"))
    return AnswerResult(True, 1.0)


def _difference(review: ReviewSession, top: Card) -> AnswerResult | None:
    st.header(top.front, anchor=False)
    if not _back_shown(review):
        return None
    st.markdown(top.back)
    return AnswerResult(True, 1.0)


def _back_shown(review: ReviewSession) -> bool:
    """Whether the back may be seen; if not, the button that turns the card."""
    if not review.back_shown:
        args = (review, review.top)
        st.button(
            "Show the answer", icon=":material/visibility:", key="turn", shortcut="Space", on_click=turn, args=args
        )
    return review.back_shown


def _ratings(review: ReviewSession, suggested: int, top: Card) -> None:
    """Four buttons, with when the card would come again; the one the result suggests is marked."""
    st.markdown("**How did it go?**")
    with st.container(horizontal=True, gap="small"):
        for rating, words in RATINGS.items():
            with st.container(width="content", gap=None):
                st.button(
                    words,
                    key=review.widget(f"rate {rating}"),
                    icon=":material/star:" if rating == suggested else None,
                    on_click=rate,
                    args=(review, review.top, rating),
                    shortcut=str(rating),
                )
                st.caption(next_time(top.id, rating))
    if suggested != GOOD:
        st.caption("The star marks what your answer suggests.")
