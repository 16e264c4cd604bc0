"""What can be presented, and what keys do there; pages, their styles and the tests all read it here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """A page, or a view of one, for the lecture hall.

    `presses` has for an act of the presenter what is pressed on the page, as selectors: the first that can be pressed.
    """

    style: str  # a file of styles/, without its ending
    address: str  # where it is found, with the usual choices
    legend: tuple[tuple[str, str], ...]
    presses: Mapping[str, tuple[str, ...]]
    scrolls: bool = False  # whether some of it is higher than a window


def _button(key: str) -> str:
    return f".st-key-{key} button"


SCENES = {
    "One step": Scene(
        "one_step",
        "step-by-step",
        (("← →", "stages"), ("P", "cover the numbers"), ("R", "reveal")),
        {
            "next": (_button("next"),),
            "back": (_button("back"),),
            "cover": (".st-key-predict input",),
            "reveal": ("[class*=st-key-show_] button",),
        },
    ),
    "Over time": Scene(
        "over_time",
        "step-by-step?view=Over+time",
        (("← →", "steps"), ("Space", "play")),
        {
            "next": (".over-time .next",),
            "back": (".over-time .previous",),
            "play": (".over-time .play",),
        },
    ),
    "Gates by hand": Scene(
        "gates_by_hand",
        "step-by-step?view=Gates+by+hand",
        (("← →", "steps"), ("R", "show me"), ("T", "tanh on the memory")),
        {
            "next": (".console .axis .now + span",),
            "back": (".console .axis span:has(+ .now)",),
            "reveal": (_button("show_me"),),
            "squash": (".st-key-squash input",),
        },
    ),
    "Train": Scene(
        "train",
        "train",
        (("Space", "start, pause"), ("→", "one batch"), ("S", "stop")),
        {
            "play": (_button("resume"), _button("pause"), _button("train")),
            "next": (_button("one"), _button("train")),
            "stop": (_button("stop"),),
        },
    ),
    "Lesson": Scene(
        "lesson",
        "course?lesson=lstm",
        (("← →", "paragraphs"), ("R", "reveal")),
        {
            "next": (_button("slide_next"),),
            "back": (_button("slide_back"),),
            "reveal": (_button("skip"),),
        },
        scrolls=True,
    ),
}
