"""`python -m tools.lesson_pictures` draws the pictures of all lessons anew, `... lstm draw` those of some."""

import sys

from lstm_core.course.pictures import FOLDER
from tools.lesson_pictures import DRAWN


def main(*keys: str) -> None:
    """Write them where the course looks for them."""
    for key in keys or DRAWN:
        (FOLDER / f"{key}.svg").write_text(DRAWN[key](), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
