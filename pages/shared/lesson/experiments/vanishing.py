"""Lesson 4: how much of the gradient is left after so many steps, what eigenvalues hide, and what clipping does."""

from pages.shared.lesson import cliff, fading, trap
from pages.shared.lesson.parts import parts

PARTS = {
    "Over the lag": fading.show,
    "The trap of the eigenvalues": trap.show,
    "A cliff, and clipping": cliff.show,
}


def show() -> None:
    """Three small experiments."""
    parts("vanishing", PARTS)
