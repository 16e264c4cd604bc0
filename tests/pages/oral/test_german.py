"""An exam in German is German from the first word to the last, and so are single questions."""

from itertools import count

import pytest

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import differences, questions, topics
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.bank.mindmap import COURSES, mindmap
from lstm_core.exam.mock_exam import DRAWING, prompt
from lstm_core.grade.equations import plain_equations, read_plain
from lstm_core.prose import read
from tests.apps import press
from tests.pages.oral.sitting import exam
from tests.shown import english_in, shown
from tools.apptest import open_page
from ui.practise.oral import exam_session
from ui.practise.oral.words import unread

NAMES = {  # of courses, papers and lectures; nobody translates them
    "Language · Sprache",
    *(mindmap(course).title for course in COURSES),
    *(str(paper[field]) for paper in read("papers").values() for field in ("title", "where", "authors")),
    *(lecture[field] for lecture in read("lectures").values() for field in ("title", "speaker") if lecture[field]),
}


def check(app, names=frozenset()):
    """Nothing English on the page."""
    wrong = {text[:200]: words for text in shown(app) if (words := english_in(text, NAMES | names))}
    assert not wrong


@pytest.fixture
def app():
    return open_page("oral", {"oral_language": "Deutsch"})


def click(app, name):
    """A button of the question that is asked; what comes then is German."""
    press(app, exam(app).widget(name))
    check(app)


def test_an_english_word_would_be_found():
    for text in ("What you did not say", "Go on, please: the end", "Begin", "Draw the LSTM", "ein Gate with bias"):
        assert english_in(text)
    assert not english_in("Die Prüfung war so lang wie im Plan, am Ende fehlt $the$ nichts :material/check:")


def test_whatever_the_bank_may_say_in_german_is_german():
    texts = [text for one in findings().values() for text in (one.prompt.de, *of_points(one.points))]
    for one in questions().values():
        texts += [one.prompt.de, one.answer.de, *(hint.de for hint in one.hints), *of_points(one.points)]
        texts += [text for dig in one.follow_ups for text in (dig.prompt.de, *of_points(dig.points))]
    texts += [text.de for card in differences().values() for text in (card.title, card.says, card.teach)]
    for course in COURSES:
        texts += [text for one in mindmap(course).concepts.values() for text in (one.german, one.says.de)]
        texts += [link.words.de for link in mindmap(course).links]
    texts += [text["de"] for text in read("oral").values()] + [text["de"] for text in read("complaints").values()]
    assert {text: words for text in texts if (words := english_in(text, {"not a number"}))} == {}


def of_points(points):
    return [text for point in points for text in (point.de, point.twin.de, point.why.de)]


def test_before_the_exam(app):
    check(app)
    assert "Beginnen" in shown(app)
    assert topics()["elman"].german in shown(app)


def sit(app, ticks):
    """From the first question to the result: every second one with help, ticking as `ticks` says."""
    press(app, "begin")
    check(app)
    for number in count():
        going = exam(app)
        if going.prompt is None:
            return
        going.since -= 90
        if number % 2 and going.prompt.hints:
            going.asked -= 120
            app.run()
            click(app, "hint 1")
        answer(app, ticks(number))


def answer(app, tick):
    """One question: sheets and fields that are empty first, then notes of true and false things, then ticks."""
    going = exam(app)
    asked = going.prompt
    if asked.draw or asked.writes:
        click(app, "drawn" if asked.draw else "written")
        click(app, "on_paper" if asked.draw else "on_paper_written")
    else:
        words = asked.points[0].de if tick is True else asked.points[-1].twin.de
        app.session_state[going.widget("notes")] = {"text": words}
        click(app, "answered")
    for line in exam_session.shown_statements(going):
        if tick is not None and line.true is tick:
            app.checkbox(key=going.widget(f"line {line.point} {line.true}")).check()
    click(app, "go_on")


@pytest.mark.parametrize(
    ("seed", "manner", "ticks"),
    [
        (1, "Freundlich und breit", lambda number: True),
        (22, "Genau", lambda number: False),
        (333, "In Eile", lambda number: (True, False, None)[number % 3]),
    ],
)
def test_a_whole_exam_and_its_result(app, monkeypatch, seed, manner, ticks):
    monkeypatch.setattr(exam_session.secrets, "randbelow", lambda most: seed)
    app.segmented_control(key="oral_manner").set_value({"F": "kind", "G": "exact", "I": "hurried"}[manner[0]]).run()
    assert manner in shown(app)
    sit(app, ticks)
    check(app)
    asked = [answer.prompt for answer in exam(app).answers]
    assert DRAWING in asked
    assert any(key not in questions() for key in asked), "no follow-up"
    assert any(text.startswith("Note ") for text in shown(app))
    if "practise" in {button.key for button in app.button}:
        press(app, "practise")
        check(app)


def test_equations_that_are_wrong_or_unreadable_are_talked_about_in_german(app):
    press(app, "begin")
    exam(app).prompt = prompt("E15")
    app.run()
    for text in ("hallo", "f_t = ", "f_t = σ(W_f x_t + b_f", "h_t = relu(W x_t)", "h_t = x_t", "h_t = tanh(W q_t)"):
        app.text_area(key=exam(app).widget("equations")).set_value(text)
        click(app, "written")
        assert any("Das war nicht zu lesen" in one for one in shown(app))
    app.text_area(key=exam(app).widget("equations")).set_value(
        plain_equations(CELLS["LSTM"]).replace("tanh(C_t)", "C_t")
    )
    click(app, "written")
    for text in ("viel", "0,5"):
        app.text_input(key=exam(app).widget("guess")).set_value(text)
        click(app, "predicted")  # what this gives with numbers
    click(app, "seen")
    assert exam(app).prompt.id == "M7"
    assert findings()["M7"].prompt.de in shown(app)


@pytest.mark.parametrize("text", ["etwa eins", "1/0", "1.5.2", "2 3", "tanh(", "2*10-3", "9^9^9", "ln(-1)", "0.9"])
def test_fields_for_numbers_and_why_one_cannot_be_read_are_german(app, text):
    press(app, "begin")
    exam(app).prompt = prompt("F05")
    app.run()
    app.text_input(key=exam(app).widget("N10.27.f")).set_value(text)
    click(app, "answered")
    assert bool(app.checkbox) is (text == "0.9")


def test_what_no_sentence_is_written_for_is_not_told_in_english():
    told = unread(ValueError("something that nobody foresaw"))
    assert "nobody foresaw" in told.en
    assert not english_in(told.de)


@pytest.mark.parametrize(
    "text", ["", "h_t", "= 3", "h_t = (", "x_t = 3", "h_t = W h_t", "h_t = tanh(", "h_t = 2 * h_{t-1}"]
)
def test_every_refusal_of_equations_has_its_german(text):
    with pytest.raises(ValueError) as caught:
        read_plain("t", text)
    assert not english_in(unread(caught.value).de)


def of_each_topic():
    """The first question of every topic, and all of those that have something special: a map, a drawing, a card."""
    first = {one.topic: one.id for one in reversed(questions().values())}
    return [*first.values(), *(one.id for one in questions().values() if one.draw and one.id not in first.values())]


def test_single_questions_of_every_topic_with_their_keys():
    app = open_page("oral", {"oral_way": "Single questions", "oral_language": "Deutsch", "question": "K01"})
    for key in of_each_topic():
        app.session_state["session"].practise.single = None
        app.query_params["question"] = key
        app.selectbox(key="practice_topic").set_value(questions()[key].topic).run()
        app.selectbox(key=f"practice_question {questions()[key].topic}").set_value(key).run()
        practice = app.session_state["session"].practise.single
        assert practice.prompt.id == key
        terms = {", ".join(f"{english}: *{german}*" for english, german in questions()[key].terms)}
        press(app, practice.widget("hint 1"))
        check(app)
        press(app, practice.widget("answered"))
        for line in practice.lines("de"):
            if not line.true:
                app.checkbox(key=practice.widget(f"line {line.point} False")).check()
        press(app, practice.widget("compare"))
        check(app, terms)
        assert questions()[key].answer.de in " ".join(shown(app))
