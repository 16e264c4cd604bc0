"""Lesson 11: a net writes tunes; searches by hand and as a tree; its own words; a training; what units follow."""

from ui.course.experiments.generation import exposure_bias, sample, search, search_by_hand, train_own, unit_probes
from ui.course.experiments.generation.models import chosen_speaker
from ui.course.experiments.part_switcher import parts


def show() -> None:
    """Six parts."""
    train_own.take_in()
    speaking = chosen_speaker()
    parts(
        "generation",
        {
            "It writes": lambda: sample.show(speaking),
            "By hand": search_by_hand.show,
            "Beam search": lambda: search.show(speaking),
            "Its own words": lambda: exposure_bias.show(speaking),
            "Teach your own": train_own.show,
            "Units": lambda: unit_probes.show(speaking),
        },
    )
