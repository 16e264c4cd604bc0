"""The experiment of lesson 12: instructions, a board on which programs are written and tested, states."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.computer import judge, passed, puzzles, weights_of
from lstm_core.course.computer.automaton import automaton
from tests.apps import press, turn
from tools.apptest import run_script
from ui.course.experiments.computer import board
from ui.course.experiments.computer.score import score_line
from ui.course.experiments.computer.states import description, dot

PUZZLES = puzzles()


def experiment():
    import importlib

    importlib.import_module("ui.course.experiments.computer").show()


@pytest.fixture
def at() -> AppTest:
    return run_script(experiment)


def said(at) -> str:
    return "\n".join(element.value for element in [*at.markdown, *at.caption])


def choose(at, puzzle) -> None:
    at.segmented_control(key="computer_puzzle").set_value(puzzle).run()
    assert not at.exception


def compile_rule(at, puzzle, gate, way, signal) -> None:
    at.selectbox(key=f"rule gate {puzzle}").set_value(gate).run()
    at.selectbox(key=f"rule way {puzzle}").set_value(way).run()
    at.selectbox(key=f"rule signal {puzzle} {gate[0]}").set_value(signal).run()
    press(at, "rule_write")


def boards(at) -> dict[str, board.WeightBoard]:
    return at.session_state["session"].experiments.weight_boards


def figure(at) -> dict:
    return next(data for one in at.get("bidi_component") if "svg" in (data := json.loads(one.proto.json)))


def test_an_instruction_sets_the_gates_and_the_figure_follows(at):
    assert "The memory goes from 0.70 to **0.70**, and h is **0.00**" in said(at)
    at.segmented_control(key="computer_instruction").set_value("write").run()
    assert (at.slider(key="computer_f").value, at.slider(key="computer_i").value) == (0.0, 1.0)
    assert "The memory goes from 0.70 to **0.30**" in said(at)
    assert dict(figure(at)["values"])["c_next"] == "0.30"
    assert {"i", "written", "c_next"} <= set(figure(at)["active"])


def test_gates_of_ones_own_get_the_name_of_what_they_do(at):
    at.slider(key="computer_o").set_value(1.0).run()
    assert "This is **read**" in said(at)
    at.slider(key="computer_i").set_value(1.0).run()
    assert "This is **add and read**" in said(at)
    at.slider(key="computer_f").set_value(0.6).run()
    assert "A gate in between does part of it" in said(at)


def test_the_table_of_instructions_follows_the_numbers(at):
    at.slider(key="computer_memory").set_value(-1.0).run()
    assert "| add | 1 | 1 | 0 | −0.70 | 0.00 |" in said(at)


def test_an_empty_board_fails_and_says_where(at):
    turn(at, "computer", "Program it")
    assert "0 numbers set; par is 7." in said(at)
    assert "The first wrong case: store 1, value 0.25 at step 1; recall 1 at step 2." in said(at)


def test_a_compiled_sentence_lands_on_the_board(at):
    turn(at, "computer", "Program it")
    compile_rule(at, "recall", (0, "memory", "f"), "shuts when", "store")
    assert "2 numbers set; par is 7." in said(at)
    program = boards(at)["recall"].program
    assert (program[0]["W_f"][0].tolist(), program[0]["b_f"].tolist()) == ([-40, 0, 0], [20])


def test_three_sentences_and_a_number_solve_recall_at_par_and_that_is_kept(at):
    turn(at, "computer", "Program it")
    for gate, way, signal in (
        ("f", "shuts when", "store"),
        ("i", "opens when", "store"),
        ("o", "opens when", "recall"),
    ):
        compile_rule(at, "recall", (0, "memory", gate), way, signal)
    puzzle, laid = PUZZLES["recall"], boards(at)["recall"]
    sheet = next(board.sheets(puzzle))
    program = board.with_typed_cells(
        laid.program, sheet, puzzle.machine.layers[0], {"edited_rows": {2: {"x value": 0.1}}}
    )
    boards(at)["recall"] = board.WeightBoard(program, program, laid.version + 1)
    at.run()
    assert "All tests are passed, at par" in said(at)
    assert puzzle.why in said(at)
    events = [event for event in at.session_state["session"].learner.unsaved if event.kind == "puzzle"]
    assert [(event.item, event.data["strokes"]) for event in events] == [("recall", 7)]
    at.run()
    assert "Your best so far: 7." in said(at)
    assert len([event for event in at.session_state["session"].learner.unsaved if event.kind == "puzzle"]) == 1


@pytest.mark.parametrize("key", PUZZLES)
def test_hints_come_one_by_one_and_a_shown_solution_is_no_record(at, key):
    turn(at, "computer", "Program it")
    choose(at, key)
    for k, hint in enumerate(PUZZLES[key].hints, 1):
        press(at, "computer_hint")
        assert (hint in said(at), f"and {k} hint" in said(at)) == (True, True)
    assert at.button(key="computer_hint").disabled
    press(at, "computer_solution")
    assert "**All tests are passed**, with the solution that was shown" in said(at)
    assert not [event for event in at.session_state["session"].learner.unsaved if event.kind == "puzzle"]
    press(at, "computer_empty")
    assert "0 numbers set" in said(at)


def test_a_board_is_as_it_was_left_when_one_comes_back_to_it(at):
    turn(at, "computer", "Program it")
    compile_rule(at, "recall", (0, "memory", "f"), "shuts when", "store")
    choose(at, "sequence")
    assert "0 numbers set" in said(at)
    choose(at, "recall")
    assert "2 numbers set" in said(at)


def test_pointers_can_be_told_to_call_each_other(at):
    turn(at, "computer", "Program it")
    choose(at, "sequence")
    at.selectbox(key="rule gate sequence").set_value((0, "v2", "o")).run()
    at.selectbox(key="rule signal sequence 0").set_value("p1").run()
    press(at, "rule_write")
    program = boards(at)["sequence"].program
    assert program[0]["U_o"][1, 3] == pytest.approx(40 / np.tanh(1))


def test_a_dull_gate_is_warned_of(at):
    turn(at, "computer", "Program it")
    at.number_input(key="rule sharp recall").set_value(3.0).run()
    assert "never quite open and never quite shut" in said(at)


def test_what_a_browser_types_is_checked():
    puzzle = PUZZLES["sequence"]
    sheet, layer = next(board.sheets(puzzle)), puzzle.machine.layers[0]
    sent = {"edited_rows": {1: {"h p1": 1e12, "bias": None, "row": 3, "moon": 1}, 0: {"x ask": 5}}}
    program = board.with_typed_cells(weights_of(puzzle), sheet, layer, sent)
    assert program[0]["U_o"][1, 3] == board.LARGEST
    assert program[0]["b_o"][1] == 0
    assert program[0]["W_o"][0, 4] == 5


def test_the_board_shows_every_number_that_is_left_to_set():
    cells = {key: sum(len(sheet.rows) for sheet in board.sheets(puzzle)) for key, puzzle in PUZZLES.items()}
    assert cells == {"recall": 4, "countdown": 8, "sequence": 6}


def test_a_program_with_fewer_numbers_than_ours_is_under_par():
    puzzle = PUZZLES["countdown"]
    program = weights_of(puzzle, puzzle.solution)
    program[1]["b_o"][0] = 12.0
    assert passed(judge(puzzle, program))
    assert "1 under par" in score_line(puzzle, puzzle.par - 1, 0, False, True, None)
    assert "1 over par" in score_line(puzzle, puzzle.par, 1, False, True, None)


def test_a_trained_net_is_put_beside_the_program(at):
    turn(at, "computer", "Trained or programmed?")
    assert "| answer when asked, 0.70 is due | 0.70 |" in said(at)
    at.slider(key="beside_value").set_value(0.2).run()
    assert "| answer when asked, 0.20 is due | 0.20 |" in said(at)
    at.segmented_control(key="beside_unit").set_value(1).run()
    assert not at.exception


def test_states_are_drawn_and_described(at):
    turn(at, "computer", "States and a counter")
    found = automaton(3)
    assert '"1" -> "0" [label="quiet / say 1"' in dot(found)
    assert "from 1 to 0, saying 1" in description(found)
    at.slider(key="states_most").set_value(6).run()
    assert not at.exception
    assert "counts right up to **13**" in said(at)
