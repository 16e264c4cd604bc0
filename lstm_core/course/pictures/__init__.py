"""The small pictures of the lessons, drawn beforehand from their own cells, nets and results: `make figures`.

They are shipped as files, so that the map of the course needs neither Graphviz nor torch. `tools/lesson_pictures` draws
them, a function for each lesson.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def picture(key: str, theme: str = "light") -> str:
    """The picture of a lesson as SVG, in the colours of a theme; "" for a lesson that has none yet."""
    path = FOLDER / f"{key}.svg"
    return path.read_text(encoding="utf-8").replace("<svg ", f'<svg data-theme="{theme}" ', 1) if path.exists() else ""
