"""Lesson 12: the LSTM as a small computer. Instructions, programs by hand, a trained net beside one, and states."""

from ui.course.experiments.computer import compare_trained, instructions, puzzle, states
from ui.course.experiments.part_switcher import show_parts

PARTS = {
    "Instructions": instructions.show,
    "Program it": puzzle.show,
    "Trained or programmed?": compare_trained.show,
    "States and a counter": states.show,
}


def show() -> None:
    """Four parts."""
    show_parts("computer", PARTS)
