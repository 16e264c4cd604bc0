"""The course: lessons that ask first, show then, and tell last, each one ending with questions of the exam."""

import streamlit as st

from lstm_core.course.lessons import lessons
from ui import endings
from ui.common import answers
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.common.text import problem
from ui.course import cards, course_map, experiment, focus, lesson_list, mark_read, predict, reading, slides
from ui.course.language import kept, language
from ui.presenting import presenting

framed()

asked = st.query_params.get("lesson", "")
st.query_params["lesson"] = asked  # said again, since a link from a page to itself leaves the browser's address alone
if not asked:
    del st.query_params["lesson"]
sync_learner()  # after the address: what the browser answers begins a run at the address that it shows then
answers.catch_up()
course, read = lessons(), mark_read.read()
lesson = course.get(asked)
if lesson is None:
    if asked:
        problem(f"The link asks for the lesson “{asked[:30]}”, which is not here. Choose one below.")
    course_map.show(course, read)
    endings.show("course", language=language(), kept=kept())
else:
    lesson_list.head(lesson)
    already_open = lesson.key in read or st.query_params.get("open") == "true" or (presenting() and slides.is_open())
    if predict.show(lesson, already_open):
        with st.container(key="lesson_experiment"):
            experiment.show(lesson)
        (slides if presenting() else reading).show(lesson)
        cards.show(lesson)
        mark_read.show(lesson, read)
        endings.show("course", lesson, language=language(), kept=kept())
    focus.follow(lesson)
