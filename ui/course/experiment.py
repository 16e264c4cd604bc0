"""The experiment of a lesson: a file of its own beside these, or the pages that are the experiment."""

import importlib
import importlib.util

import streamlit as st

from lstm_core.course.lessons import Lesson
from lstm_core.course.lessons.lesson import EXPERIMENT
from ui.course.app_links import link

FOLDER = "ui.course.experiments"


def show(lesson: Lesson) -> None:
    """Import the experiment only now, since some of them need what takes long to load."""
    st.header("Try it", anchor=EXPERIMENT.removeprefix("#"))
    if has_own(lesson.key):
        importlib.import_module(f"{FOLDER}.{lesson.key}").show()
        return
    st.markdown("Here the experiment is a page of its own. Go there, try out what you predicted, and come back.")
    for address in pages(lesson):
        link(address)


def has_own(key: str) -> bool:
    """Whether a lesson has an experiment of its own."""
    return importlib.util.find_spec(f"{FOLDER}.{key}") is not None


def pages(lesson: Lesson) -> list[str]:
    """The addresses to try it at: those the lesson names, else those its misconceptions lead to."""
    others = (one.see for one in lesson.misconceptions if one.see != EXPERIMENT)
    return list(lesson.pages or dict.fromkeys(others))
