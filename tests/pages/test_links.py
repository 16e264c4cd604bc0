"""A link brings back what was chosen: whatever a lesson's experiment was set to, in whichever part."""

import pytest

from tools.apptest import open_page

LINKS = {  # by lesson and part: choices that are not the usual ones
    ("sequences", "Signal, gap, question"): {"window": 10, "gap": 6},
    ("vanishing", "A cliff, and clipping"): {"cliff_time": 7, "cliff_clip": 0.4},
    ("gru", "Who keeps?"): {"gru_books": "Cho, Keras, PyTorch"},
    ("comparison", "The table"): {"compared_units": 30, "compared_inputs": 7, "compared_covered": True},
    ("computer", "Program it"): {"computer_puzzle": "countdown"},
    ("computer", "States and a counter"): {"states_most": 4},
    ("generation", "It writes"): {"write_temperature": 1.5, "write_seed": 11, "write_place": 20},
    ("generation", "Beam search"): {"beam_width": 3, "beam_normalise": 0.5},
    ("generation", "Teach your own"): {"own_hidden": 64, "own_steps": 300, "own_dropout": 0.3, "own_seed": 5},
}


@pytest.mark.parametrize(("lesson", "part"), LINKS, ids=str)
def test_a_link_opens_the_part_of_an_experiment_with_its_choices(lesson, part):
    chosen = LINKS[lesson, part]
    written = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in chosen.items()}
    if lesson == "computer" and part == "Program it":
        written = {"computer_puzzle": "Countdown with 1 + 1 units"}  # by the words that are shown
    app = open_page("course", {"lesson": lesson, "open": "true", f"{lesson}_part": part, **written})
    assert app.session_state[f"{lesson}_part"] == part
    assert {key: app.session_state[key] for key in chosen} == chosen
