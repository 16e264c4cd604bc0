"""The oral rehearsal: a mock exam with a clock, hints, points to tick, and a mark for every topic."""

from ui.common.frame import framed
from ui.common.learner_log import meet
from ui.practise.oral.exam_session import current
from ui.practise.oral.question import question
from ui.practise.oral.result import result
from ui.practise.oral.setup import door

framed()

meet()
desk = current()
if desk is None:
    door()
elif desk.prompt is None:
    result(desk)
else:
    question(desk, desk.prompt)
