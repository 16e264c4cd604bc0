"""The LSTM as a small computer: its instructions, weights set by hand, and puzzles with exact tests. NumPy only.

instructions   what gates held open or shut do to memory and output, found by running the cell
machine        a net whose weights are set by hand, and what it outputs
rules          a sentence about a gate, compiled into weights and a bias
puzzles        what to program, read from prose/computer.toml and checked
trials         the sequences a program is tried on, and what an ideal net answers
judge          which tests a program passes, and where it fails first
automaton      the states of the countdown program, found by running it
"""

from lstm_core.course.computer.automaton import Automaton, automaton, counts_up_to
from lstm_core.course.computer.instructions import INSTRUCTIONS, Instruction, effect
from lstm_core.course.computer.judge import TrialResult, judge, numbers, passed
from lstm_core.course.computer.machine import Layer, Machine, Program, answers, empty, trace_of
from lstm_core.course.computer.puzzles import Puzzle, parameters, puzzles, weights_of
from lstm_core.course.computer.rules import Rule, compiled, ways

__all__ = [
    "INSTRUCTIONS",
    "Automaton",
    "Instruction",
    "Layer",
    "Machine",
    "Program",
    "Puzzle",
    "Rule",
    "TrialResult",
    "answers",
    "automaton",
    "compiled",
    "counts_up_to",
    "effect",
    "empty",
    "judge",
    "numbers",
    "parameters",
    "passed",
    "puzzles",
    "trace_of",
    "ways",
    "weights_of",
]
