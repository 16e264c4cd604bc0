"""Experiments of lessons: <key>.py with show() -> None, imported when its lesson is open."""
