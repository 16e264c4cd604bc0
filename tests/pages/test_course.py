"""The course: every lesson asks first, opens then, lights up its figure, and can be marked as read."""

import json
import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.experiments.gap_study import GAPS, REACHES
from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.chapters import chapters
from lstm_core.exam.bank.bank import questions
from tests.apps import in_session, press, turn, written_down
from tools.apptest import open_page
from ui.common.learner_log import record
from ui.common.menu import PLACES
from ui.course import cards, experiment, reading
from ui.course.experiments.sequences import window_strip
from ui.course.paragraphs import displayed

COURSE = lessons()
FIGURES = [key for key, lesson in COURSE.items() if lesson.cell]


def opened(key="", **parameters) -> AppTest:
    return open_page("course", {"lesson": key, **parameters} if key else parameters)


def words(app: AppTest) -> str:
    found = [*app.markdown, *app.caption, *app.info, *app.success, *app.warning]
    return "\n".join(element.value for element in found)


def headings(app: AppTest) -> list[str]:
    return [element.value for element in app.header]


def figure(app: AppTest) -> dict:
    """The figure beside the text; an experiment above it may have figures of its own."""
    return [data for element in app.get("bidi_component") if "svg" in (data := json.loads(element.proto.json))][-1]


def leads_to(app: AppTest) -> dict[str, dict]:
    """The links of a page: what each is called, and what its address says."""
    return {link.proto.label: dict(parse_qsl(link.proto.query_string)) for link in app.get("page_link")}


def test_the_map_has_a_card_for_every_lesson_with_its_minutes_and_picture():
    app = opened()
    links = leads_to(app)
    assert [value.value for value in app.header] == [chapter.title.en for chapter in chapters().values()]
    for lesson in COURSE.values():
        assert links[f"{lesson.number}. {lesson.title}"] == {"lesson": lesson.key}
    minutes = [int(found) for caption in app.caption for found in re.findall(r"(\d+) min", caption.value)]
    assert sorted(minutes) == sorted(lesson.minutes for lesson in COURSE.values())
    pictures = [image.proto.imgs[0] for image in app.get("image")]
    assert len({one.url for one in pictures}) == len(COURSE)
    assert all(one.url.startswith("data:image/svg") for one in pictures)


def test_the_map_says_where_to_begin_and_goes_on_after_what_was_read():
    app = opened()
    assert [value.value for value in app.caption if "Start here" in value.value] == [":blue-badge[Start here] · 10 min"]
    app = press(press(opened("sequences"), "skip"), "mark_as_read")
    app.query_params["lesson"] = ""
    app.run()
    at = [value.value for value in app.caption if "Go on here" in value.value]
    assert at == [":blue-badge[Go on here] · 12 min"]
    assert [value.value for value in app.caption if "read" in value.value] == ["10 min · :material/check_circle: read"]


def test_cards_that_were_answered_well_count_as_known_in_their_lesson():
    app = opened()
    question = COURSE["elman"].questions[0]
    in_session(app, lambda: record("review", f"question {question}", {"rating": 4, "seconds": 60}))
    said = [caption.value for caption in app.run().caption if "cards known" in caption.value]
    assert len(said) == len(COURSE)
    assert [line.split(" · ")[-1].split(" of ")[0] for line in said].count("1") == 1


def test_in_german_titles_and_questions_are_german_and_the_choice_goes_along():
    app = opened(course_language="Deutsch")
    links = leads_to(app)
    lesson = COURSE["lstm"]
    assert links[f"5. {lesson.german}"] == {"lesson": "lstm", "course_language": "Deutsch"}
    assert not any(other.title in name for other in COURSE.values() for name in links)
    app = opened("lstm", open="true", course_language="Deutsch")
    assert headings(app)[0] == f"5. {lesson.german}"
    asked = [questions()[key].prompt for key in lesson.questions]
    names = [expander.label for expander in app.expander]
    assert all(prompt.de in names and prompt.en not in names for prompt in asked)
    app.segmented_control(key="course_language").set_value("en").run()
    assert headings(app)[0] == f"5. {lesson.title}"
    assert "Deutsch" not in str(leads_to(app))


@pytest.mark.parametrize("language", ["fr", "", "Deutsch" * 50])
def test_a_language_that_there_is_not_is_english(language):
    assert headings(opened("lstm", course_language=language))[0] == "5. The LSTM step by step"


def test_a_lesson_that_is_not_there_is_a_sentence():
    app = opened("quantum")
    assert "“quantum”, which is not here" in words(app)
    assert f"2. {COURSE['elman'].title}" in leads_to(app)


@pytest.mark.parametrize("key", COURSE)
def test_a_lesson_shows_nothing_before_one_has_said_what_one_expects(key):
    app = opened(key)
    assert len(headings(app)) == 1
    assert COURSE[key].predict.because not in words(app)
    assert app.button(key="commit").disabled
    assert all(sentence in words(app) for sentence in COURSE[key].able)


@pytest.mark.parametrize("key", COURSE)
def test_a_lesson_opens_with_the_answer_experiment_text_and_cards(key):
    lesson, app = COURSE[key], opened(key)
    app.radio(key=f"predict {key}").set_value(lesson.predict.options[lesson.predict.right - 1]).run()
    press(app, "commit")
    assert headings(app)[1:4] == ["Try it", "Read it", "What is often got wrong"]
    said = words(app)
    assert lesson.predict.because in said
    assert [element.value.startswith("Right") for element in app.success] == [True]
    assert all(displayed(part) in said for one in lesson.paragraphs for part in one.parts if isinstance(part, str))
    assert all(card.wrong in said for card in lesson.misconceptions)


def test_a_wrong_expectation_is_not_called_right():
    predict, app = COURSE["lstm"].predict, opened("lstm")
    wrong = next(option for k, option in enumerate(predict.options, 1) if k != predict.right)
    app.radio(key="predict lstm").set_value(wrong).run()
    press(app, "commit")
    assert predict.because in words(app)
    assert not app.success


@pytest.mark.slow
@pytest.mark.parametrize("key", FIGURES)
def test_walking_on_lights_up_what_a_paragraph_speaks_of(key):
    app, lesson = press(opened(key), "skip"), COURSE[key]
    for number, paragraph in enumerate(lesson.paragraphs, 1):
        assert f"{number} of {len(lesson.paragraphs)}" in words(app)
        assert set(paragraph.lit) <= set(figure(app)["active"])
        assert bool(paragraph.lit) == bool(figure(app)["active"])
        if number < len(lesson.paragraphs):
            press(app, "text_next")
    assert app.button(key="text_next").disabled
    press(app, "text_back")
    assert f"{len(lesson.paragraphs) - 1} of" in words(app)


@pytest.mark.parametrize("key", COURSE)
def test_every_paragraph_has_one_link_to_its_sources_and_they_are_there_to_be_opened(key):
    app = opened(key, open="true")
    linked = re.findall(r"\[(Sources?: [^\]]*)\]\(#source-(\d+)\)", words(app))
    count = len(COURSE[key].paragraphs)
    assert [int(number) for _, number in linked] == list(range(1, count + 1))
    there = [data for element in app.get("bidi_component") if "sources" in (data := json.loads(element.proto.json))]
    assert [number for number, rows in there[0]["sources"] if rows] == list(range(1, count + 1))


def test_what_the_reader_has_scrolled_to_is_lit_and_the_button_goes_on_from_there():
    app = opened("lstm", open="true")
    in_session(app, lambda: reading._read(COURSE["lstm"], 5))
    app.run()
    assert set(COURSE["lstm"].paragraphs[4].lit) <= set(figure(app)["active"])
    turns = app.session_state["session"].course.turns
    press(app, "text_next")
    assert f"6 of {len(COURSE['lstm'].paragraphs)}" in words(app)
    assert app.session_state["session"].course.turns == turns + 1


def test_how_far_a_lesson_was_read_is_written_down_once_for_each_paragraph():
    app = opened("lstm", open="true")
    for key in ("text_next", "text_next", "text_back", "text_next"):
        press(app, key)
    assert [event.data["number"] for event in written_down(app, "paragraph")] == [2, 3]


def test_sources_in_full_go_along_to_the_next_lesson():
    app = opened("lstm", open="true", show_sources="true")
    assert leads_to(app)["Next: 6. Draw it from memory"] == {"lesson": "draw", "show_sources": "true"}


def test_a_link_may_open_a_lesson_without_asking():
    assert "Try it" in headings(opened("lstm", open="true"))


def test_a_formula_of_its_own_stands_on_lines_of_its_own():
    assert displayed("So:\n$$a = b$$\nand $c$.") == "So:\n\n$$\na = b\n$$\n\nand $c$."


def test_what_was_read_is_ticked_and_opens_without_being_asked_again():
    app = press(press(opened("elman"), "skip"), "mark_as_read")
    assert "You have read this lesson" in words(app)
    assert [event.item for event in written_down(app, "lesson")] == ["elman"]
    app.session_state["session"].answers.clear()
    assert "Try it" in headings(app.run())
    app.query_params["lesson"] = ""
    assert f"{COURSE['elman'].minutes} min · :material/check_circle: read" in words(app.run())


@pytest.mark.parametrize("key", COURSE)
def test_every_address_is_a_page_of_the_app(key):
    there = {place.url_path for places in PLACES.values() for place in places}
    lesson = COURSE[key]
    addresses = [*lesson.pages, *(card.see for card in lesson.misconceptions)]
    assert {address.partition("?")[0] for address in addresses if address != "#experiment"} <= there
    assert experiment.has_own(key) or experiment.pages(lesson)


def test_questions_and_cards_of_the_bank_are_left_out_where_there_is_none(monkeypatch):
    monkeypatch.setattr(cards, "BANK", "lstm_core.nowhere")
    app = press(opened("elman"), "skip")
    assert not [text for text in headings(app) if "exam" in text or "sources" in text]


@pytest.mark.parametrize("reach", REACHES)
def test_the_strip_shows_the_signal_inside_the_window_or_outside(reach):
    for gap in GAPS:
        boxes = window_strip(reach, gap).split("<span")[1:]
        assert len([box for box in boxes if "seen" in box]) == reach
        signal = next(k for k, box in enumerate(boxes) if "●" in box)
        assert "?" in boxes[-1]
        assert len(boxes) - 1 - signal == gap
        assert ("seen" in boxes[signal]) == (gap < reach) == ("inside" in window_strip(reach, gap))


def test_a_gap_outside_the_window_leaves_only_a_guess():
    app = press(opened("sequences"), "skip")
    assert "it can only guess" not in words(app)
    app.slider(key="gap").set_value(5).run()
    assert "it can only guess" in words(app)
    assert app.metric[0].value == "0.25"


def test_what_an_experiment_keeps_in_the_address_survives_opening_the_lesson():
    app = press(opened("sequences", window="10", gap="7"), "skip")
    assert (app.slider(key="gap").value, app.query_params["lesson"]) == (7, "sequences")
    assert "Window of 10: mean error" in [metric.label for metric in app.metric]
    press(app, "mark_as_read")


def test_sorting_is_judged_task_by_task():
    app = turn(press(opened("sequences"), "skip"), "sequences", "Which pattern is it?")
    app.selectbox(key="sort_0").set_value("one to one").run()
    assert "Right. One picture, one answer" in words(app)
    app.selectbox(key="sort_0").set_value("one to many").run()
    assert "Not quite" in words(app)


def test_more_steps_are_drawn_but_no_parameter_is_added():
    app = press(opened("elman"), "skip")
    before = app.metric[0].value
    app.slider(key="unrolled_time").set_value(8).run()
    assert (app.metric[0].value, app.metric[1].value) == (before, "8")
    assert before == f"{20 * 23 + 20 + 2 * 21:,}"


def test_two_steps_by_hand_are_marked():
    app = press(opened("elman"), "skip")
    app.text_input(key="hand_1").set_value("0,76").run()
    assert any(element.value.startswith("Right") for element in app.success)
    app.text_input(key="hand_2").set_value("nothing").run()
    assert "is not a number" in words(app)
    press(app, "other_numbers")
    assert (app.text_input(key="hand_1").value, app.text_input(key="hand_2").value) == ("", "")


def unfolded(app: AppTest) -> dict:
    return next(data for element in app.get("bidi_component") if "folded" in (data := json.loads(element.proto.json)))


def test_the_net_unfolds_out_of_the_folded_one():
    app = press(opened("elman"), "skip")
    assert (unfolded(app)["folded"], unfolded(app)["time"]) == (False, 3)
    assert unfolded(app)["picture"].count('class="copy"') == 3
    assert "loop" in unfolded(app)["alt"][0]
    app.slider(key="unrolled_time").set_value(8).run()
    assert unfolded(app)["picture"].count('class="copy"') == 8
    app.segmented_control(key="drawn").set_value("Folded").run()
    assert unfolded(app)["folded"]


def test_parameters_of_an_unrolled_net_are_asked_for_and_ten_times_too_many_is_recognised():
    app = press(opened("elman"), "skip")
    app.text_input(key="counted").set_value("420").run()
    assert any("a set of weights for each of the 10 copies" in element.value for element in app.warning)
    app.text_input(key="counted").set_value("4*3 + 16 + 4 + 8 + 2").run()
    assert any("for 10 steps as for one" in element.value for element in app.success)
    app.text_input(key="counted").set_value("some").run()
    assert not app.exception
    assert not app.warning
    press(app, "another_net")
    assert app.text_input(key="counted").value == ""
    assert "10 steps" not in words(app).split("unrolled over")[1][:20]
