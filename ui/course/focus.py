"""Where the focus goes once a button of a lesson has made way: to the answer, or to what comes next."""

from lstm_core.course.lessons import Lesson
from ui.common.session import session
from ui.components.follow_focus import follow_focus

ANSWER, NEXT = "lesson_question", "leads_on"  # keys of containers


def go_on(container: str) -> None:
    """In the callback of the button."""
    course = session().course
    course.focus, course.presses = container, course.presses + 1


def follow(lesson: Lesson) -> None:
    """In every run of a lesson, after all else; a reload moves nothing."""
    course = session().course
    follow_focus(f"lesson {lesson.key}", course.focus or ANSWER, str(course.presses))
