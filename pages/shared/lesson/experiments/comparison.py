"""Lesson 8: the cells in a table, in two figures, and in results."""

from pages.shared.lesson import cells_table, remembering, side_by_side
from pages.shared.lesson.parts import parts

PARTS = {
    "The table": cells_table.show,
    "Two figures": side_by_side.show,
    "Who remembers how far": remembering.show,
}


def show() -> None:
    """Three views."""
    parts("comparison", PARTS)
