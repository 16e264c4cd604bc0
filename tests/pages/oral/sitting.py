"""What somebody does who sits an oral exam on its page, and what they see there."""

from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from lstm_core.exam.bank.bank import questions
from tests.apps import press
from ui.practise.oral import exam_session


def exam(app: AppTest):
    return app.session_state["session"].practise.exam


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.header, *app.markdown, *app.caption, *app.info])


def click(app: AppTest, name: str) -> AppTest:
    """A button of the question that is asked."""
    return press(app, exam(app).widget(name))


def say_nothing(app: AppTest) -> AppTest:
    """To the list of statements, whatever is asked."""
    return click(app, "on_paper" if exam(app).prompt.draw else "answered")


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def tick(app: AppTest, true: bool) -> AppTest:
    """All true statements, or all false ones."""
    for line in exam_session.shown_statements(exam(app)):
        if line.true is true:
            app.checkbox(key=exam(app).widget(f"line {line.point} {line.true}")).check()
    return app


def pass_time(app: AppTest, seconds: float) -> AppTest:
    """As if so many seconds had gone by."""
    exam(app).since -= seconds
    return app.run()


def opening(app: AppTest):
    """The question with which this exam opened."""
    going = exam(app)
    return questions()[going.answers[0].prompt if going.answers else going.prompt.id]


def practice(app: AppTest):
    return app.session_state["session"].practise.single


def links(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Where every missed point leads, and its text."""
    found = [element.proto for element in app.get("page_link")]
    return [(link.label, dict(parse_qsl(link.query_string))) for link in found if "open=true" in link.query_string]
