"""Lesson 4: how much of the gradient is left after so many steps, what eigenvalues hide, and what clipping does."""

from ui.course.experiments.part_switcher import show_parts
from ui.course.experiments.vanishing import clipping, eigenvalue_trap, gradient_decay

PARTS = {
    "Over the lag": gradient_decay.show,
    "The trap of the eigenvalues": eigenvalue_trap.show,
    "A cliff, and clipping": clipping.show,
}


def show() -> None:
    """Three small experiments."""
    show_parts("vanishing", PARTS)
