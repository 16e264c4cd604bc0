"""What somebody does who works off cards, and what they see on Today and Progress."""

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from lstm_core.exam.cards.cards import card
from lstm_core.exam.review.rating import RATINGS
from lstm_core.exam.review.schedule import Due
from tests.apps import in_session, press
from tools.apptest import open_page, visit
from ui.practise import review_session
from ui.practise.review import plan

TODAY, PROGRESS = "today", "progress"


def opened(page=TODAY) -> AppTest:
    return open_page(page)


def session(app: AppTest):
    return app.session_state["session"]


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.header, *app.subheader, *app.markdown, *app.caption, *app.success])


def only(app: AppTest, *keys: str) -> AppTest:
    """Begin a sitting with just these cards."""
    press(app, "begin_today")
    session(app).practise.review.waiting[:] = keys
    return app.run()


def rating_buttons(app: AppTest) -> dict[int, Button]:
    return {rating: button for button in app.button for rating in RATINGS if button.label == RATINGS[rating]}


def rate(app: AppTest, rating: int) -> None:
    rating_buttons(app)[rating].click().run()
    assert not app.exception


def tab_of(name: str, *keys: str) -> AppTest:
    """A tab of a learner, in which a sitting with these cards was begun."""
    app = opened(PROGRESS)
    session(app).learner.name = name
    visit(app, TODAY)
    in_session(app, lambda: review_session.begin([Due(card(key), 0.0, 0.0) for key in keys]))
    return app.run()


def known(app: AppTest):
    """What the learner of a tab remembers, by card."""
    return in_session(app, lambda: plan.schedule()).memories
