"""A mock exam: a short opening, the LSTM drawn and explained, then breadth, with follow-ups where something is missing.

Nothing here reads a clock or draws at random: the plan comes from a seed, and what is asked next from the plan, from
what was answered and from the seconds that have passed. So an exam can be repeated, kept, and gone on with elsewhere.
"""

from lstm_core.exam.bank.prompts import Answer, Prompt, prompt
from lstm_core.exam.mock_exam.asking import next_prompt
from lstm_core.exam.mock_exam.before import exams_before, last_marks, last_total
from lstm_core.exam.mock_exam.choice import level_after, weak_topics
from lstm_core.exam.mock_exam.manner import MANNERS, Manner
from lstm_core.exam.mock_exam.marking import GradeName, Marks, grade, marks, total
from lstm_core.exam.mock_exam.plan import (
    DRAWING,
    LEVELS,
    LONGEST,
    OPENING,
    SHORTEST,
    USUAL_MINUTES,
    ExamPlan,
    exam,
)
from lstm_core.exam.mock_exam.saved import SavedExam, event_data, saved_exams
from lstm_core.exam.mock_exam.statements import Statement, statements

__all__ = [
    "DRAWING",
    "LEVELS",
    "LONGEST",
    "MANNERS",
    "OPENING",
    "SHORTEST",
    "USUAL_MINUTES",
    "Answer",
    "ExamPlan",
    "GradeName",
    "Manner",
    "Marks",
    "Prompt",
    "SavedExam",
    "Statement",
    "event_data",
    "exam",
    "exams_before",
    "grade",
    "last_marks",
    "last_total",
    "level_after",
    "marks",
    "next_prompt",
    "prompt",
    "saved_exams",
    "statements",
    "total",
    "weak_topics",
]
