"""The oral rehearsal: a mock exam with a clock, hints, points to tick, and a mark for every topic."""

from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.practise.oral import question, result, setup
from ui.practise.oral.exam_session import current

framed()

sync_learner()
exam = current()
if exam is None:
    setup.show()
elif exam.prompt is None:
    result.show(exam)
else:
    question.show(exam, exam.prompt)
