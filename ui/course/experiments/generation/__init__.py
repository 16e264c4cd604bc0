"""Lesson 11: a net writes tunes; searches by hand and as a tree; its own words; a training; what units follow."""

from ui.common import after_reload
from ui.course.experiments.generation import exposure_bias, sample, search, search_by_hand, train_own, unit_probes
from ui.course.experiments.generation.models import chosen_generator
from ui.course.experiments.part_switcher import show_parts


def show() -> None:
    """Six parts."""
    after_reload.take_up()
    train_own.keep_finished_net()
    generator = chosen_generator()
    show_parts(
        "generation",
        {
            "It writes": lambda: sample.show(generator),
            "By hand": search_by_hand.show,
            "Beam search": lambda: search.show(generator),
            "Its own words": lambda: exposure_bias.show(generator),
            "Teach your own": train_own.show,
            "Units": lambda: unit_probes.show(generator),
        },
    )
