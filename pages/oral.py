"""The oral exam: a rehearsal with a clock, or single questions with the key after each."""

from ui import endings
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.practise.oral import practice, question, result, setup
from ui.practise.oral.choices import language_and_way
from ui.practise.oral.exam_session import current, look_around

framed()

sync_learner()
exam = current()
if exam:
    look_around(exam)
if exam and exam.prompt:
    question.show(exam, exam.prompt)
elif exam:
    result.show(exam)
    endings.show("oral", result.poorest_topic(exam), language=exam.language)
else:
    language, way = language_and_way()
    (practice if way == "single" else setup).show(language)
    endings.show("oral", practice.answered_question() if way == "single" else "", language=language)
