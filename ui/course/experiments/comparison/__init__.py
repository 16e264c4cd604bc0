"""Lesson 8: the cells in a table, in two figures, and in results."""

from ui.course.experiments.comparison import cells_table, side_by_side, success_by_delay
from ui.course.experiments.part_switcher import show_parts

PARTS = {
    "The table": cells_table.show,
    "Two figures": side_by_side.show,
    "Who remembers how far": success_by_delay.show,
}


def show() -> None:
    """Three views."""
    show_parts("comparison", PARTS)
