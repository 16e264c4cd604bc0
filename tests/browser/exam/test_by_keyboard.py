"""A whole exam in each language without a mouse: set up, answered, ticked, drawn, written, ended and graded."""

import pytest
from playwright.sync_api import expect

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.prompts import root, tried
from lstm_core.exam.mock_exam import DRAWING, MANNERS, grade, marks, prompt, total
from lstm_core.prose import read
from lstm_core.prose.wording import LANGUAGES
from tests.browser.conftest import at_rest
from tests.browser.exam.candidate import EQUATIONS, english
from ui.practise.oral.setup import LEVEL_NAMES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WATCH = "window.pointed = 0; addEventListener('pointerdown', () => window.pointed++, true);"
WORDS = {"en": "three gates: forget, input and output", "de": "drei Gates: Vergessen, Eingabe und Ausgabe"}


def choose(me, group, label):
    """Go to a row of choices and on to one of them."""
    rows = me.page.locator(f".st-key-{group} button")
    me.tab_to(rows.first, 20)
    for _ in range(rows.count()):
        if me.page.locator(f".st-key-{group} button:focus").inner_text().strip() == label:
            break
        me.page.keyboard.press("ArrowRight")
    me.page.keyboard.press("Space")
    at_rest(me.page)


def set_up(me):
    """From the top of the page to the first question."""
    choose(me, "oral_language", LANGUAGES[me.language])
    choose(me, "oral_manner", MANNERS["exact"].name[me.language])
    choose(me, "oral_level", LEVEL_NAMES[1][me.language])
    me.tab_to(me.page.get_by_role("slider"))
    me.page.keyboard.press("Home")
    choose(me, "oral_topics", topics()["lstm"].named(me.language))
    me.tab_to(me.page.locator(".st-key-begin button"))
    me.page.keyboard.press("Enter")


def answer(me):
    """Whatever is asked: drawn, written or said; then the focus is at the next question."""
    me.is_asked()
    expect(me.question).to_be_focused()
    me.look()
    if me.sheet.count():
        me.draw()
        me.press("drawn", 40)
    elif me.equations.count():
        me.tab_to(me.equations)
        me.page.keyboard.insert_text(EQUATIONS)
        me.press("written")
    elif me.guess.count():
        work_out(me)
    elif me.field.count():
        speak_and_tick(me)
    else:
        me.press("skip")


def work_out(me):
    """What the drawn cell gives; then both sums are there."""
    me.tab_to(me.guess)
    me.page.keyboard.type("1")
    me.press("predicted")
    expect(me.button("seen")).to_be_visible()
    expect(me.button("predicted")).to_have_count(0)
    me.look()
    me.press("seen")


def speak_and_tick(me):
    me.tab_to(me.field)
    me.page.keyboard.type(WORDS[me.language])
    me.press("answered")
    expect(me.page.get_by_role("paragraph").filter(has_text=me.say("tick"))).to_be_focused()
    me.tick()
    me.look()
    me.press("go_on", me.statements.count() + 2)


def is_through(me):
    """Whether something was drawn and written, and two follow-ups were answered."""
    done = me.answered()
    digs = [key for key in done if key not in questions() and key != tried(root(key))]
    return DRAWING in done and any(prompt(key).writes for key in done) and len(digs) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_exam_is_sat_by_keyboard_alone(candidate, open_page, language):
    page = open_page()
    page.add_init_script(WATCH)
    me = candidate(language, page)
    set_up(me)
    me.is_asked()
    for number in range(1, 10):
        answer(me)
        me.has_answered(number)
        if is_through(me):
            break
    me.is_asked()
    me.press("end", 40)
    expect(me.result).to_be_focused()
    saved = me.saved()
    earned = grade(total(marks(saved.plan, saved.answers)))
    me.look()
    number = earned.number.replace(".", "," if language == "de" else ".")
    assert me.say("grade", number=number, name=earned.name[language]) in me.seen
    assert page.evaluate("window.pointed") == 0
    assert (saved.plan.language, saved.plan.minutes, saved.plan.manner, saved.over) == (language, 10, "exact", True)
    given = {one.prompt: one for one in saved.answers}
    assert len(me.events("question")) == len(given) == len(saved.answers)
    assert (given[DRAWING].checked, given[DRAWING].found) == (pytest.approx(0.85), ("M7",))
    assert tried(DRAWING) in given  # what is wrong in the drawing is tried with numbers
    assert [one.checked for key, one in given.items() if prompt(key).writes] == [1.0]
    assert all(len(one.ticked | one.fooled) for one in given.values() if one.checked is None)
    asked = [prompt(key) for key in given]
    assert all(one.wording[language] in me.seen for one in asked if one.id in questions())
    assert bool(in_english(me, asked)) is (language == "en")


def in_english(me, asked):
    """The English sentences of these questions and of the page that were seen."""
    sentences = [text for one in asked for text in english(one)]
    sentences += [text["en"] for text in read("oral").values() if len(text["en"]) > 15 and "{" not in text["en"]]
    return [text for text in sentences if text in me.seen]
