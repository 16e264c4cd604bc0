"""Numeric drills: every kind opens, right answers are right, mistakes are named, help fades."""

import time
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.lessons import lessons
from lstm_core.drills import DRILLS
from lstm_core.drills.reading import written
from lstm_core.exam.log.event import Event
from lstm_core.exam.review.rating import AGAIN, HARD
from tests.apps import click_again, in_session, press, written_down
from tools.apptest import open_page
from ui.common.session import LearnerState, Session
from ui.practise.drills.attempt import BLANK, FULL, LAST, another, check
from ui.practise.review import plan


def opened(key: str) -> AppTest:
    """The page with a drill of this kind in progress."""
    app = open_page("drills", {"drills": DRILLS[key].title})
    assert attempt(app).key == key
    return app


def attempt(app: AppTest):
    return app.session_state["session"].practise.drill


def answer(app: AppTest, name: str, text: str) -> None:
    key = attempt(app).widget(name)
    fields = [*app.text_input, *app.selectbox]
    next(field for field in fields if field.key == key).set_value(text)


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.markdown, *app.caption, *app.info, *app.header, *app.subheader])


def answer_all(app: AppTest) -> None:
    drill = attempt(app).drill
    for asked in drill.asks:
        right = drill.answers[asked.name]
        answer(app, asked.name, right if asked.kind == "choice" else written(asked, right))
    press(app, "check_drill")


@pytest.mark.parametrize("key", DRILLS)
def test_every_kind_of_drill_can_be_answered_and_asks_why(key):
    app = opened(key)
    answer_all(app)
    assert attempt(app).done, {name: verdict.text for name, verdict in attempt(app).verdicts.items()}
    assert "And why?" in said(app)
    press(app, "because")
    assert attempt(app).drill.because in said(app)
    assert written_down(app, "drill")[-1].data["right"] == len(attempt(app).drill.asks)
    (review,) = written_down(app, "review")
    assert (review.item, review.data["rating"]) == (f"drill {key}", HARD)  # right, after a worked example


def test_the_page_opens_with_one_kind_and_the_others_are_folded():
    app = open_page("drills")
    assert [fold.label for fold in app.expander] == [f"{len(DRILLS) - 1} other kinds of exercise"]
    assert not app.expander[0].proto.expanded
    assert [heading.value for heading in app.header] == [DRILLS["N01"].title]
    assert attempt(app).key == "N01"


def test_the_kind_it_opens_with_was_taught_and_never_solved():
    learnt = [Event(time.time(), "lesson", "bptt")]
    solved = [Event(time.time(), "drill", "N01", {"seed": 1, "right": 2, "of": 2, "shown": False})]
    for events, lesson in ((learnt, "bptt"), (solved, "elman")):
        app = open_page("drills", state={"session": Session(learner=LearnerState(unsaved=events))})
        assert DRILLS[attempt(app).key].lesson == lessons()[lesson].number


def test_the_same_answers_checked_twice_are_one_try():
    app = opened("N01")
    answer(app, attempt(app).drill.asks[0].name, "1")
    late_click = click_again(app, "check_drill")
    press(app, "check_drill")
    late_click()
    in_session(app, lambda: check(attempt(app)))
    assert len(written_down(app, "drill")) == 1
    assert attempt(app).tries == 1


def test_the_second_click_of_two_leaves_the_drill_that_the_first_brought():
    app = opened("N01")
    before = attempt(app)
    in_session(app, lambda: another(before))
    brought = attempt(app)
    in_session(app, lambda: another(before))
    assert attempt(app) is brought is not before


def test_one_drill_in_two_tabs_is_one_review():
    def tab() -> AppTest:
        app = open_page("drills", {"drills": DRILLS["N01"].title, "drill": "N01.77"})
        app.session_state["session"].learner.name = "one-drill-in-two-tabs"
        return app.run()

    tabs = [tab(), tab()]
    for app in tabs:
        press(app, "show_solution")
    known = in_session(tabs[1], plan.schedule).memories["drill N01"]
    assert known.first == known.last


def test_a_typical_mistake_is_named_beside_its_field():
    app = opened("N01")
    drill = attempt(app).drill
    field = drill.asks[-1]
    trap = drill.all_traps[field.name][0]
    answer(app, field.name, written(field, trap.value))
    press(app, "check_drill")
    assert trap.words in said(app)
    assert not attempt(app).done


@pytest.mark.parametrize("text", ["abc", "9**9**9", "__import__('os')", "1/0", "nan", "1" * 200])
def test_what_cannot_be_read_gets_a_sentence(text):
    app = opened("N01")
    answer(app, "f", text)
    press(app, "check_drill")
    assert not attempt(app).verdicts["f"].right
    assert ":material/" in said(app)


def test_a_wrong_value_that_is_carried_on_correctly_counts():
    app = opened("N01")
    drill = attempt(app).drill
    known = [drill.answers["f"], *(trap.value for trap in drill.all_traps["f"])]
    wrong = next(k / 20 for k in range(1, 20) if all(abs(k / 20 - value) > 0.02 for value in known))
    answer(app, "f", f"{wrong:.4f}")
    memory = drill["c_next"].rule({**drill.answers, "f": round(wrong, 4)})
    answer(app, "c_next", f"{memory:.4f}")
    press(app, "check_drill")
    assert attempt(app).verdicts["c_next"].how == "carried"


def test_another_like_this_has_other_numbers_and_empty_fields():
    app = opened("N09")
    answer_all(app)
    before = attempt(app).drill.question
    press(app, "another_drill")
    assert attempt(app).key == "N09"
    assert attempt(app).drill.question != before
    assert all(not field.value for field in app.text_input)


def test_mixed_practice_never_asks_the_same_kind_twice_in_a_row():
    app = open_page("drills")
    kinds = [attempt(app).key]
    for _ in range(8):
        kinds.append(attempt(press(app, "mixed")).key)
    assert all(a != b for a, b in pairwise(kinds))


def test_help_fades_from_a_whole_example_to_nothing_as_drills_are_solved():
    app = opened("N09")
    helps = [attempt(app).help]
    for _ in range(2):
        answer_all(app)
        press(app, "another_drill")
        helps.append(attempt(app).help)
    assert helps == [FULL, LAST, BLANK]


def test_a_solution_that_was_looked_at_does_not_count_as_solved_alone():
    app = opened("N09")
    press(app, "show_solution")
    answer_all(app)
    assert [event.data["rating"] for event in written_down(app, "review")] == [AGAIN]
    press(app, "another_drill")
    assert attempt(app).help == FULL
