"""Which tests a program passes; of one it fails, the first case and the first step at which it is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.course.computer.machine import Program, answers
from lstm_core.course.computer.puzzles import Puzzle, numbers
from lstm_core.course.computer.trials import Trial, trials_of
from lstm_core.prose.text import short_decimal

__all__ = ["TrialResult", "judge", "numbers", "passed"]
LARGEST = 999.0  # what a wild program says is cut off


@dataclass(frozen=True)
class TrialResult:
    """What came of one test."""

    test: Trial
    right: int  # of all its cases
    case: int  # the first wrong one, else the last of all
    step: int | None  # the first wrong step of that case, from 0; None if all are right
    answers: np.ndarray  # (time,), the answers in that case

    @property
    def words(self) -> str:
        """One sentence."""
        total = self.test.ys.shape[1]
        if self.step is None:
            return f"All {total} cases are right."
        said, due = (short_decimal(values[self.step]) for values in (self.answers, self.test.ys[:, self.case]))
        first = f"In the first wrong one it outputs {said} at step {self.step + 1}, and {due} is due."
        return f"{self.right} of {total} cases are right. {first}"


def judge(puzzle: Puzzle, program: Program) -> list[TrialResult]:
    """A result for every test of the puzzle."""
    return [_result(puzzle, program, test) for test in trials_of(puzzle.key)]


def passed(results: Sequence[TrialResult]) -> bool:
    """Whether every test is passed."""
    return all(result.step is None for result in results)


def _result(puzzle: Puzzle, program: Program, test: Trial) -> TrialResult:
    said = np.clip(answers(puzzle.machine, program, test.xs), -LARGEST, LARGEST)
    wrong = np.abs(said - test.ys) > puzzle.tolerance  # (time, cases)
    bad = wrong.any(axis=0)
    case = int(bad.argmax()) if bad.any() else len(bad) - 1
    step = int(wrong[:, case].argmax()) if bad.any() else None
    return TrialResult(test, int((~bad).sum()), case, step, said[:, case])
