"""The small computer: instructions, rules, puzzles and their judge, against a machine written a second time."""

import math
from dataclasses import replace

import numpy as np
import pytest

from lstm_core.course.computer import (
    INSTRUCTIONS,
    Layer,
    Rule,
    answers,
    automaton,
    compiled,
    counts_up_to,
    effect,
    empty,
    judge,
    numbers,
    parameters,
    passed,
    puzzles,
    ways,
    weights_of,
)
from lstm_core.course.computer.instructions import named
from lstm_core.course.computer.rules import formula, written
from lstm_core.course.computer.trials import trials_of

PUZZLES = puzzles()
every_puzzle = pytest.mark.parametrize("puzzle", PUZZLES.values(), ids=PUZZLES)


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


def solved(puzzle):
    return weights_of(puzzle, puzzle.solution)


@pytest.mark.parametrize(
    ("name", "memory", "shown"),
    [
        ("keep", 0.7, 0.0),
        ("read", 0.7, math.tanh(0.7)),
        ("delete", 0.0, 0.0),
        ("write", -0.4, 0.0),
        ("add", 0.3, 0.0),
    ],
)
def test_an_instruction_does_to_the_memory_what_its_name_says(name, memory, shown):
    values = effect(INSTRUCTIONS[name].gates, 0.7, -0.4)
    assert values["c_next"] == pytest.approx(memory)
    assert values["h_next"] == pytest.approx(shown)
    assert named(INSTRUCTIONS[name].gates) == name


def test_gates_are_named_even_between_open_and_shut_and_two_at_a_time():
    assert named({"f": 0.9, "i": 0.2, "o": 0.1}) == "keep"
    assert named({"f": 0, "i": 1, "o": 1}) == "write and read"


@pytest.mark.parametrize(("way", "at_0", "at_1"), [("opens when", 0, 1), ("shuts when", 1, 0)])
@pytest.mark.parametrize(("signal", "shows"), [("flag", 1.0), ("other", math.tanh(1))])
def test_a_compiled_gate_does_what_its_sentence_says(way, at_0, at_1, signal, shows):
    layer = Layer(("flag",), ("cell", "other"))
    row = compiled(Rule("cell", "o", way, signal), layer)
    heard = row["W"][0] + row["U"][1]
    assert sigmoid(row["b"]) == pytest.approx(at_0, abs=1e-6)
    assert sigmoid(row["b"] + heard * shows) == pytest.approx(at_1, abs=1e-6)


def test_a_gate_may_be_told_to_stand_still():
    layer = Layer(("flag",), ("cell",))
    assert sigmoid(compiled(Rule("cell", "f", "stays open"), layer)["b"]) == pytest.approx(1, abs=1e-6)
    assert sigmoid(compiled(Rule("cell", "f", "stays shut"), layer)["b"]) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Rule("cell", "f", "explodes"), "cannot be told"),
        (lambda: Rule("cell", "f", "opens when"), "what the gate f waits for"),
        (lambda: compiled(Rule("cell", "f", "opens when", "moon"), Layer(("flag",), ("cell",))), "called “moon”"),
        (lambda: compiled(Rule("sun", "f", "stays open"), Layer(("flag",), ("cell",))), "no unit called “sun”"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_a_sentence(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_every_rule_can_be_shown_as_a_formula():
    layer = Layer(("flag",), ("cell",))
    assert (
        formula(Rule("cell", "f", "shuts when", "flag"), layer) == r"f = \sigma\big(40\,(\tfrac12 - \text{flag})\big)"
    )
    assert all(r"\sigma" in formula(Rule("cell", "f", way, "cell"), layer) for way in ways())


def test_recall_is_solved_by_three_sentences_and_one_number():
    puzzle = PUZZLES["recall"]
    layer = puzzle.machine.layers[0]
    program = weights_of(puzzle, ["1 g memory = 0.1 value"])
    for rule in (
        Rule("memory", "f", "shuts when", "store"),
        Rule("memory", "i", "opens when", "store"),
        Rule("memory", "o", "opens when", "recall"),
    ):
        assert not passed(judge(puzzle, program))
        program = written(program, 0, layer, rule)
    assert passed(judge(puzzle, program))


@every_puzzle
def test_the_solution_passes_every_test_at_par(puzzle):
    assert passed(judge(puzzle, solved(puzzle)))
    assert numbers(puzzle, solved(puzzle)) == puzzle.par


@every_puzzle
def test_an_empty_board_passes_not_all_tests(puzzle):
    results = judge(puzzle, weights_of(puzzle))
    assert not passed(results)
    assert all(result.step is None or "is due" in result.words for result in results)


@every_puzzle
def test_the_tests_notice_if_a_single_number_of_the_solution_has_the_other_sign(puzzle):
    for layer, box in puzzle.open:
        for kind in ("W", "U", "b"):
            for place in np.argwhere(solved(puzzle)[layer][f"{kind}_{box}"]):
                broken = solved(puzzle)
                broken[layer][f"{kind}_{box}"][tuple(place)] *= -1
                assert not passed(judge(puzzle, broken)), (layer, box, kind, place)


def test_the_puzzles_have_the_parameters_of_the_lecture_notes():
    assert [parameters(puzzle.machine) for puzzle in PUZZLES.values()] == [20, 28, 288]


def test_the_program_of_recall_is_off_by_less_than_0_0067():
    puzzle = PUZZLES["recall"]
    worst = max(np.abs(answers(puzzle.machine, solved(puzzle), t.xs) - t.ys).max() for t in trials_of("recall"))
    assert 0.0066 < worst < 0.0067


def test_one_unit_says_what_its_equations_say():
    """The machine, against the equations of the LSTM written out for one unit."""
    puzzle, c, h = PUZZLES["recall"], 0.0, 0.0
    xs = np.array([[1, 0.6, 0], [0, 0, 0], [0, 0, 1]], float)
    for x, said in zip(xs, answers(puzzle.machine, solved(puzzle), xs), strict=True):
        c = sigmoid(20 - 40 * x[0]) * c + sigmoid(40 * x[0] - 20) * math.tanh(0.1 * x[1])
        h = sigmoid(40 * x[2] - 20) * math.tanh(c)
        assert said == pytest.approx(10 * h)


# What the tests of the puzzles ask, done a second time, one sequence after the other.


def recalled(xs):
    kept = 0.0
    for store, value, recall in xs:
        kept = value if store else kept
        yield kept if recall else 0.0


def counted(xs):
    left = None
    for flag, number in xs:
        left = number if flag else None if left is None else left - 1
        yield float(left == 0)


def replayed(xs):
    kept, speaking = [0.0] * 3, []
    for *flags, value, ask in xs:
        kept = [value if flag else old for flag, old in zip(flags, kept, strict=True)]
        speaking = [0, 1, 2] if ask else speaking
        yield kept[speaking.pop(0)] if speaking else 0.0


@pytest.mark.parametrize(("key", "oracle"), [("recall", recalled), ("countdown", counted), ("sequence", replayed)])
def test_what_is_due_is_what_a_patient_person_would_say(key, oracle):
    for test in trials_of(key):
        assert test.xs.shape[:2] == test.ys.shape
        for which in range(0, test.ys.shape[1], 7):
            assert np.allclose(list(oracle(test.xs[:, which])), test.ys[:, which], atol=1e-6), test.promise


def test_every_number_and_every_beginning_is_tested_in_the_countdown():
    xs = trials_of("countdown")[0].xs
    told = {(int(xs[:, k, 0].argmax()), int(xs[:, k, 1].max())) for k in range(xs.shape[1])}
    assert told == {(t, n) for n in range(1, 10) for t in range(20 - n)}


def test_a_failure_names_the_first_wrong_step():
    puzzle = PUZZLES["recall"]
    program = solved(puzzle)
    program[0]["b_o"][:] = 20.0  # it speaks all the time
    result = judge(puzzle, program)[1]
    assert result.step is not None
    assert result.test.xs[result.step, result.case, 0] == 1
    assert "of 45 cases are right. In the first wrong one it outputs" in result.words


def test_a_wild_program_is_judged_and_not_feared():
    puzzle = PUZZLES["countdown"]
    wild = tuple({name: np.full_like(array, 1e5) for name, array in layer.items()} for layer in empty(puzzle.machine))
    assert not passed(judge(puzzle, wild))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("f memory = 3", "no line of a program"),
        ("3 f memory = 3", "no line of a program"),
        ("1 f moon = 3", "speaks of moon"),
        ("1 f memory = 3 moon", "speaks of moon"),
        ("1 f memory = three", "cannot be read behind"),
    ],
)
def test_a_program_that_cannot_be_read_gets_a_sentence(line, words):
    with pytest.raises(ValueError, match=words):
        weights_of(PUZZLES["recall"], [line])


def test_a_puzzle_that_cannot_be_played_is_refused_when_it_is_read():
    with pytest.raises(ValueError, match="has no tests"):
        replace(PUZZLES["recall"], key="chess")
    with pytest.raises(ValueError, match="speaks of moon"):
        replace(PUZZLES["recall"], solution=("1 f moon = 3",))
    with pytest.raises(ValueError, match="reads 2 units"):
        replace(PUZZLES["recall"], machine=replace(PUZZLES["recall"].machine, read=(1.0, 2.0)))


# States.


def test_the_countdown_counts_down_as_a_finite_state_machine_would():
    found = automaton(4)
    assert found.states == ("waiting", "0", "1", "2", "3", "4")
    assert found.restarts_alike
    for (state, word), (end, said) in found.moves.items():
        count = int(word.removeprefix("told ")) if word != "quiet" else 0 if state == "waiting" else int(state) - 1
        quiet_end = "waiting" if word == "quiet" and (state == "waiting" or count < 0) else str(count)
        assert end == quiet_end
        assert said == (word == "quiet" and end == "0")


def test_the_counter_is_a_real_number_and_so_it_counts_only_so_far():
    assert 9 <= counts_up_to() < 20
