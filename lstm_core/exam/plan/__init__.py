"""What to do until the exam, in the time there is: a plan made from the log, and a first check that places a learner.

rows    plan, sittings, rows                times   hours laid on days, evenings and mornings
plan    makes one                           taught  which lesson teaches what
standing, expected, filling                 how one is made: what the log says, what will be known, what comes next
first_check  six minutes                    spent   what of the hours is gone
calendar     a plan to take along           wishes  what is wanted
"""

from lstm_core.exam.plan.first_check import FirstCheck, Number, Pair, Placement, event_data, first_check, placement
from lstm_core.exam.plan.plan import plan
from lstm_core.exam.plan.rows import KINDS, Plan, Row, Sitting
from lstm_core.exam.plan.spent import spent
from lstm_core.exam.plan.taught import lesson_of
from lstm_core.exam.plan.wishes import WISHES

__all__ = [
    "KINDS",
    "WISHES",
    "FirstCheck",
    "Number",
    "Pair",
    "Placement",
    "Plan",
    "Row",
    "Sitting",
    "event_data",
    "first_check",
    "lesson_of",
    "placement",
    "plan",
    "spent",
]
