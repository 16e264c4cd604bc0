"""Lesson 11: a net writes tunes; searches by hand and as a tree; its own words; a training; what units follow."""

from pages.shared.generate import fed, follows, hand, own, search, write
from pages.shared.generate.speakers import chosen_speaker
from pages.shared.lesson.parts import parts


def show() -> None:
    """Six parts."""
    own.take_in()
    speaking = chosen_speaker()
    parts(
        "generation",
        {
            "It writes": lambda: write.show(speaking),
            "By hand": hand.show,
            "Beam search": lambda: search.show(speaking),
            "Its own words": lambda: fed.show(speaking),
            "Teach your own": own.show,
            "Units": lambda: follows.show(speaking),
        },
    )
