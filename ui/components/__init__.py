"""Small components of our own, without a build step: JavaScript and CSS in files beside their Python."""

from pathlib import Path

FOLDER = Path(__file__).parent


def source(*names: str) -> str:
    """The text of some of the files in this folder, one after the other."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
