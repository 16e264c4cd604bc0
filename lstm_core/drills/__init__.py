"""Numeric drills: DRILLS["N01"](seed) is a question with its numbers, answers, typical mistakes and worked solution.

    field      one thing that is asked            reading   what is typed into it
    marking    right, carried on, trap or off     drill     the question, and all of it marked
    words      the prose of a drill               template  a recipe that makes one for every seed
    templates  the eighteen recipes, by subject; their words stand in prose/drills under the same names

Every answer is worked out by the core itself. To add a template, write it beside the others and a row here.
"""

from lstm_core.drills.drill import Drill, Line
from lstm_core.drills.field import Field, Trap, Verdict
from lstm_core.drills.template import Template
from lstm_core.drills.templates.elman import two_steps
from lstm_core.drills.templates.gates import entry_by_entry, instruction
from lstm_core.drills.templates.one_step import gru_step, lstm_step

ROWS = (
    Template("N01", "One step of the LSTM", 5, lstm_step),
    Template("N02", "Two steps of an Elman cell", 2, two_steps),
    Template("N03", "One step of the GRU", 7, gru_step),
    Template("N04", "Gates on vectors", 5, entry_by_entry),
    Template("N05", "Gates as instructions", 12, instruction),
)
DRILLS = {template.key: template for template in ROWS}

__all__ = ["DRILLS", "Drill", "Field", "Line", "Template", "Trap", "Verdict"]
