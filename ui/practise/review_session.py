"""A review session: card after card, until nothing is due. What is answered on other pages is a review as well.

A review carries what it answers, the review after which its card was shown here, so that two tabs count once (see
`lstm_core.exam.review.showings`).
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.exam.cards.cards import cards as all_cards
from lstm_core.exam.review.rating import AGAIN, AnswerResult, suggest
from lstm_core.exam.review.review import LONGEST
from lstm_core.exam.review.schedule import Due
from lstm_core.exam.review.showings import ANSWERS
from ui.common.learner_log import record, recorded
from ui.common.session import session
from ui.practise.review.exam_day import goal
from ui.practise.review.plan import schedule

if TYPE_CHECKING:
    from lstm_core.exam.hearing import Heard
    from lstm_core.exam.mock_exam import Answer

CARDS = "cards"  # in the address: the ids of the cards that a link asks for
SOON = 3  # cards later, a card that was forgotten comes again


@dataclass
class ReviewSession:
    """The cards of today in their order, and the one that lies on top."""

    waiting: list[str]  # ids of cards
    back_shown: bool = False
    began: float = field(default_factory=time.monotonic)  # when this card was laid on top
    done: int = 0
    found: tuple[Heard, ...] = ()  # what was heard in the notes on a question
    answer: Answer | None = None  # what was ticked, once the key is shown
    ratings: dict[str, int] = field(default_factory=dict)  # the first of each card
    known_before: float = 0.0  # the share of all cards that was known on the day of the exam when it began,
    known_after: float = 0.0  # and when it ended
    elsewhere: int = 0  # cards that were left out, since they were rated in another tab or on another device

    @property
    def top(self) -> tuple[int, str] | None:
        """The card on top by its place in the session and its id; None once nothing is left.

        A forgotten card comes again, so the id alone does not say which of them was seen.
        """
        return (self.done, self.waiting[0]) if self.waiting else None

    def widget(self, name: str) -> str:
        """The key of a field that belongs to the card on top."""
        return f"card {self.done} {self.waiting[0]} {name}"


def current() -> ReviewSession | None:
    """The session that goes on."""
    return session().practise.review


def begin(due: list[Due]) -> None:
    """Begin with what is due now; a second click, come late, does not begin again."""
    review = current()
    if review and review.waiting:
        return
    _lay_down([one.card.id for one in due], [])


def review_now(cards: list[str]) -> None:
    """Make these cards the first of today's review; one that goes on waits behind them."""
    review = current()
    _lay_down(cards, [card for card in review.waiting if card not in cards] if review else [])


def follow_link() -> None:
    """Lay the cards out that the address names, once; a session that has them on top goes on as it is."""
    asked = st.query_params.get_all(CARDS)
    if not asked:
        return
    del st.query_params[CARDS]
    known, review = {one.id for one in all_cards()}, current()
    found = [card for card in dict.fromkeys(asked) if card in known]
    if found and not (review and review.waiting[:1] == found[:1]):
        review_now(found)


def _lay_down(cards: list[str], others: list[str]) -> None:
    """A session with these cards, others behind them; those are shown already."""
    show_cards(cards)
    session().practise.ended = None
    session().practise.review = ReviewSession([*cards, *others], known_before=known_on_the_day())


def known_on_the_day() -> float:
    """The share of all cards that will be known on the day of the exam, or is known now if there is none."""
    return schedule().recall(goal()).expected


def turn(review: ReviewSession, seen: tuple[int, str] | None) -> None:
    """Show the back of the card whose button was clicked, if it still lies on top."""
    if seen == review.top:
        review.back_shown = True


def rate(review: ReviewSession, seen: tuple[int, str] | None, rating: int) -> None:
    """Write down how it went, and lay the next card on top; a forgotten one comes again in this session.

    `seen` is the card whose button was clicked. A click may come late, when another card lies on top already.
    """
    if seen is None or seen != review.top:
        return
    card = review.waiting.pop(0)
    review.elsewhere += len(_answered_elsewhere([card]))  # it is written down, and does not count
    _record(card, rating, time.monotonic() - review.began)
    review.ratings.setdefault(card, rating)
    if rating == AGAIN:
        review.waiting.insert(SOON, card)
    review.done += 1
    _lay_out(review)


def _lay_out(review: ReviewSession) -> None:
    """Another card lies on top, and nothing of it is answered yet."""
    review.back_shown, review.found, review.answer, review.began = False, (), None, time.monotonic()


def leave_out_answered(review: ReviewSession) -> None:
    """Take the cards out that were rated in another tab since they were laid out here."""
    answered = _answered_elsewhere(review.waiting)
    if answered and review.waiting[0] in answered:
        _lay_out(review)
    review.waiting = [card for card in review.waiting if card not in answered]
    review.elsewhere += len(answered)


def _answered_elsewhere(waiting: Collection[str]) -> set[str]:
    """Those of the cards of which another review counted since they were shown here."""
    memories, shown = schedule().memories, session().practise.last_reviews
    known = [card for card in waiting if card in shown and card in memories]
    return {card for card in known if not memories[card].showings.is_latest(shown[card])}


def leave(review: ReviewSession) -> None:
    """Enough for today; not of a session that was begun since. What came of it is told until another begins."""
    if current() is review:
        review.known_after = known_on_the_day()
        session().practise.review = None
        session().practise.ended = review if review.ratings else None


def record_as_review(card: str, result: AnswerResult) -> None:
    """Rate a card by what was answered elsewhere; not while it lies on top in Today, where the learner rates it."""
    review = current()
    if review and review.waiting[:1] == [card]:
        return
    _record(card, suggest(result), result.seconds)


def show_cards(cards: Collection[str]) -> None:
    """Note after which review each of these cards is shown; one that waits in Today was shown when that began."""
    review = current()
    shown = set(cards) - set(review.waiting if review else ())
    new = dict.fromkeys(shown, "") if session().learner.name else {}  # else the log is not known yet: see `keep_shown`
    seen = {event.item: event.id for event in recorded("review") if event.item in shown}
    session().practise.last_reviews |= new | seen


def keep_shown(card: str) -> None:
    """Note it for a card that is being shown, unless it is known already."""
    if card not in session().practise.last_reviews:
        show_cards([card])


def _record(card: str, rating: int, seconds: float) -> None:
    """How it went, and how long it took; a tab left open counts half an hour at most."""
    keep_shown(card)
    last = session().practise.last_reviews
    took = round(min(seconds, LONGEST), 1)
    last[card] = record("review", card, {"rating": rating, "seconds": took, ANSWERS: last.get(card, "")})
