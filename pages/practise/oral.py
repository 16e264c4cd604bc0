"""The oral rehearsal: a mock exam with a clock, hints, points to tick, and a mark for every topic."""

from pages.shared.oral.desk import current
from pages.shared.oral.door import door
from pages.shared.oral.question import question
from pages.shared.oral.result import result
from pages.shared.record import meet

meet()
desk = current()
if desk is None:
    door()
elif desk.prompt is None:
    result(desk)
else:
    question(desk, desk.prompt)
