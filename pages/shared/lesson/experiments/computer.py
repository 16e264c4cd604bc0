"""Lesson 12: the LSTM as a small computer. Instructions, programs by hand, a trained net beside one, and states."""

from pages.shared.computer import beside, instructions, puzzle, states
from pages.shared.lesson.parts import parts

PARTS = {
    "Instructions": instructions.show,
    "Program it": puzzle.show,
    "Trained or programmed?": beside.show,
    "States and a counter": states.show,
}


def show() -> None:
    """Four parts."""
    parts("computer", PARTS)
