"""The view "Gates by hand", run without a browser for every cell."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.latex import CONVENTIONS
from lstm_core.run.challenges import challenges, solution, start
from lstm_core.run.manual_gates import STEPS, Program, boxes
from tools.apptest import rerun, run_script
from ui.step.manual_gates import KEY

GATED = [name for name, cell in CELLS.items() if boxes(cell)]


def view(name: str, letters: str = "FAU, colah") -> None:
    from lstm_core.cells import CELLS
    from lstm_core.latex import CONVENTIONS
    from ui.step import manual_gates

    manual_gates.show(CELLS[name], CONVENTIONS[letters])


def own_view() -> None:
    from lstm_core.notation import read_cell
    from ui.step import manual_gates

    boxes = "x\nh\nkeep = sigmoid(linear(x, h))\nn = tanh(linear(x))"
    manual_gates.show(read_cell("own", f"{boxes}\nkept = keep * h\ntwice = kept + kept\nh_next = twice + n"))


def opened(name: str, letters: str = "FAU, colah", **query: str) -> AppTest:
    return run_script(view, name, letters, query=query)


def data(at: AppTest) -> dict[str, Any]:
    """What the component was given."""
    return json.loads(at.get("bidi_component")[0].proto.json)


def words(at: AppTest) -> str:
    return "\n".join(element.value for element in at.markdown)


def paint(at: AppTest, program: Any, turn: Any = 1) -> AppTest:
    """What the browser does after a stroke."""
    at.session_state[KEY] = {"program": {"rev": data(at)["rev"], "turn": turn, "program": program}}
    return rerun(at)


def task(name: str, title: str) -> tuple[Program, Program]:
    challenge = challenges(CELLS[name])[title]
    return start(CELLS[name], challenge), solution(CELLS[name], challenge)


@pytest.mark.slow
@pytest.mark.parametrize("letters", CONVENTIONS)
@pytest.mark.parametrize("name", GATED)
def test_every_cell_and_task_opens_in_all_letters(name: str, letters: str) -> None:
    for title, challenge in challenges(CELLS[name]).items():
        at = opened(name, letters, challenge=title)
        assert at.get("button_group")[0].value == title
        sent = data(at)
        assert [strip["name"] for strip in sent["strips"]] == list(boxes(CELLS[name]))
        assert [len(plot["values"]) for plot in sent["plots"]] == [STEPS] * len(CELLS[name].states)
        assert ("goals reached" in words(at)) == bool(challenge.goals)


def test_a_cell_without_gates_says_so_and_offers_one_that_has_some() -> None:
    at = opened("Elman")
    assert "no gates" in words(at)
    assert not at.get("bidi_component")
    at.button[0].click().run()
    assert at.session_state["cell"] == "LSTM"


@pytest.mark.parametrize("name", GATED)
def test_what_is_painted_is_run_and_judged(name: str) -> None:
    title = next(iter(challenges(CELLS[name])))
    at = opened(name)
    at = paint(at, task(name, title)[1])
    goals = len(challenges(CELLS[name])[title].goals)
    assert f"{goals} of {goals} goals reached" in words(at)
    assert ":material/school:" in words(at)
    assert data(at)["program"] == task(name, title)[1]
    assert data(at)["turn"] == 1


def test_a_program_is_kept_while_the_view_is_away_and_the_component_forgets_it() -> None:
    at = paint(opened("LSTM"), task("LSTM", "Hold silently")[1])
    at.session_state[KEY] = {}
    at.run()
    assert "3 of 3 goals reached" in words(at)


def test_show_me_and_start_over_push_a_program_and_ignore_the_strokes_before() -> None:
    at = paint(opened("LSTM"), {**task("LSTM", "Hold silently")[0], "f": [0.25] * STEPS})
    before = data(at)["rev"]
    at.button[1].click().run()
    assert "3 of 3 goals reached" in words(at)
    assert data(at)["rev"] != before
    at.button[0].click().run()
    assert data(at)["program"] == task("LSTM", "Hold silently")[0]


def test_strokes_for_another_board_are_left_aside() -> None:
    at = opened("LSTM")
    at.session_state[KEY] = {"program": {"rev": "GRU, Hold, 0", "turn": 9, "program": {"z": [1] * STEPS}}}
    at.run()
    assert not at.exception
    assert data(at)["program"] == task("LSTM", "Hold silently")[0]


@pytest.mark.parametrize("turn", [1, "1", None, [], 1e300])
@pytest.mark.parametrize("program", [None, 3, "f", [], {}, {"f": [0] * STEPS}, {"f": 1, "i": 1, "g": 1, "o": 1}])
def test_nonsense_from_a_browser_gives_a_sentence_and_loses_nothing(program: Any, turn: Any) -> None:
    at = paint(opened("LSTM"), program, turn)
    assert any(":material/error:" in caption.value for caption in at.caption)
    assert data(at)["program"] == task("LSTM", "Hold silently")[0]


@pytest.mark.parametrize("sent", [None, 3, "f", [], {"turn": 1}, {"rev": ["x"]}])
def test_a_message_of_another_shape_is_left_aside(sent: Any) -> None:
    at = opened("LSTM")
    at.session_state[KEY] = {"program": sent}
    at.run()
    assert not at.exception
    assert "0 of 3 goals reached" in words(at)


def test_the_tanh_on_the_line_is_judged_and_compared_with_the_right_cell() -> None:
    at = opened("LSTM", squash="true")
    at = paint(at, task("LSTM", "Hold silently")[1])
    memory, output = data(at)["plots"]
    assert memory["ghost"] == pytest.approx([0.7] * STEPS)
    assert memory["values"][0] == pytest.approx(0.6044, abs=1e-4)
    assert output["ghost"][-1] == pytest.approx(0.6044, abs=1e-4)
    assert "1 of 3 goals reached" in words(at)
    assert "instead of 0.70" in words(at)
    at.toggle[0].set_value(False).run()
    assert data(at)["plots"][0]["ghost"] is None


def test_a_task_of_another_cell_in_the_link_gives_the_first_of_this_one() -> None:
    at = opened("GRU", challenge="Fade")
    assert at.get("button_group")[0].value == "Hold"


def test_goals_are_drawn_as_bands_and_the_first_miss_is_marked() -> None:
    memory, output = data(opened("LSTM"))["plots"]
    assert [goal["missed"] for goal in memory["goals"]] == [1]
    assert memory["goals"][0]["targets"] == [0.7] * 21
    assert [(goal["first"], len(goal["targets"]), goal["missed"]) for goal in output["goals"]] == [
        (1, 21, 1),
        (22, 3, 22),
    ]
    assert data(opened("LSTM", challenge="Count"))["plots"][0]["goals"][0]["targets"][-1] == pytest.approx(1.0)


def test_a_scale_is_stretched_where_the_memory_outgrows_it() -> None:
    at = paint(opened("LSTM 1997"), {"i": [1] * STEPS, "g": [-1] * STEPS, "o": [1] * STEPS})
    assert [(plot["low"], plot["high"]) for plot in data(at)["plots"]] == [(-24, 24), (-1, 1)]


def test_letters_follow_the_convention() -> None:
    letters = lambda convention: [row["letter"] for row in data(opened("LSTM", convention))["strips"]]
    assert letters("FAU, colah") == ["f", "i", "C\u0303", "o"]
    assert letters("PyTorch") == ["f", "i", "g", "o"]


def test_a_cell_of_a_learner_has_free_play_and_any_scale() -> None:
    at = run_script(own_view)
    assert at.get("button_group")[0].value == "Free play"
    paint(at, {"keep": [1] * STEPS, "n": [1] * STEPS})
    assert data(at)["plots"][0]["high"] == 2**STEPS - 1
    assert [(row["letter"], row["words"]) for row in data(at)["strips"]] == [("keep", "gate"), ("n", "candidate")]
