"""The parts of every experiment: each opens, is as it was left, and does without torch."""

import importlib
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.lessons import lessons
from tests.apps import turn
from tools.apptest import open_page
from tools.serving import ROOT
from ui.course.experiment import FOLDER, has_own

EXPERIMENTS = [key for key in lessons() if has_own(key)]
PARTED = [
    key for key in EXPERIMENTS if key not in ("backward", "bptt", "elman", "probing", "training")
]  # the experiments of these are of one piece


def opened(key) -> AppTest:
    return open_page("course", {"lesson": key, "open": "true"})


def titles(at) -> list[str]:
    return [title for choice in at.segmented_control if choice.key.endswith("_part") for title in choice.options]


def test_every_lesson_that_names_no_other_page_has_an_experiment_here():
    assert set(EXPERIMENTS) == {key for key, lesson in lessons().items() if not lesson.pages}
    assert all(importlib.import_module(f"{FOLDER}.{key}").show for key in EXPERIMENTS)


@pytest.mark.parametrize("key", EXPERIMENTS)
def test_every_part_opens(key):
    at = opened(key)
    assert bool(titles(at)) == (key in PARTED)
    for title in titles(at):
        turn(at, key, title)
        assert at.segmented_control(key=f"{key}_part").value == title


@pytest.mark.slow
@pytest.mark.parametrize("key", PARTED)
def test_a_part_is_as_it_was_left(key):
    at = opened(key)
    parts = titles(at)
    for title in parts:
        turn(at, key, title)
        moved = {}
        for slider in list(at.slider):
            at.slider(key=slider.key).set_value(slider.min).run()
            if any(one.key == slider.key for one in at.slider):
                moved[slider.key] = slider.min
        other = next(one for one in parts if one != title)
        turn(turn(at, key, other), key, title)
        assert {key: at.slider(key=key).value for key in moved} == moved


@pytest.mark.slow
def test_no_part_needs_torch_until_somebody_trains():
    code = (
        "import sys\n"
        "from tests.ui.course.experiments.test_parts import EXPERIMENTS, opened, titles, turn\n"
        "for key in EXPERIMENTS:\n"
        "    at = opened(key)\n"
        "    for title in titles(at):\n"
        "        turn(at, key, title)\n"
        "        assert 'torch' not in sys.modules, f'{key}: {title}'\n"
        "    assert 'torch' not in sys.modules, key\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, timeout=120)
