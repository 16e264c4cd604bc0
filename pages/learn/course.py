"""The course: lessons that ask first, show then, and tell last, each one ending with questions of the exam."""

import streamlit as st

from lstm_core.lessons import lessons
from pages.shared.lesson import cards, done, experiment, predict, reading, shelf
from pages.shared.record import meet
from pages.shared.show import problem

meet()
course, read = lessons(), done.read()
asked = st.query_params.get("lesson", "")
st.query_params["lesson"] = asked  # said again, since a link from a page to itself leaves the browser's address alone
if not asked:
    del st.query_params["lesson"]
lesson = course.get(asked)
if lesson is None:
    if asked:
        problem(f"The link asks for the lesson “{asked[:30]}”, which is not here. Choose one below.")
    shelf.show(course, read)
else:
    shelf.head(lesson)
    if predict.show(lesson, lesson.key in read or st.query_params.get("open") == "true"):
        experiment.show(lesson)
        reading.show(lesson)
        cards.show(lesson)
        done.show(lesson, read)
        shelf.foot(course, lesson)
