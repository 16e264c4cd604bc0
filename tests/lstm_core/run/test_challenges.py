"""The tasks of the gate console: each can be solved, is not solved at the start, and asks nothing for nothing."""

import re

import numpy as np
import pytest

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.run import trace, zero_state
from lstm_core.run.challenges import Challenge, Goal, challenges, judge, solution, solved, start
from lstm_core.run.manual_gates import STEPS, boxes, check_program, run_program, value_range

TASKS = [
    pytest.param(cell, task, id=f"{cell.name}: {title}")
    for cell in CELLS.values()
    for title, task in challenges(cell).items()
    if task.goals
]
PROGRAMS = 40_000  # tried for each goal


def test_every_cell_with_gates_has_tasks_and_free_play_last() -> None:
    for cell in CELLS.values():
        titles = list(challenges(cell))
        assert (len(titles) >= 4 and titles[-1] == "Free play") if boxes(cell) else not titles


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_the_solution_solves_it(cell: Cell, task: Challenge) -> None:
    verdicts = judge(task, run_program(cell, solution(cell, task)))
    assert solved(verdicts), [verdict.text for verdict in verdicts]


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_the_start_does_not(cell: Cell, task: Challenge) -> None:
    assert not solved(judge(task, run_program(cell, start(cell, task))))


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_the_solution_can_be_painted_in_tenths(cell: Cell, task: Challenge) -> None:
    for series in solution(cell, task).values():
        assert [round(value, 1) for value in series] == pytest.approx(series)


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_every_goal_matters(cell: Cell, task: Challenge) -> None:
    """For each goal there is a program that misses it alone."""
    tried = variations(cell, solution(cell, task), seed=len(task.title))
    missed = np.array([misses(cell, tried, goal) for goal in task.goals])  # (goals, programs)
    for k, goal in enumerate(task.goals):
        alone = np.flatnonzero(missed[k] & (missed.sum(axis=0) == 1))
        assert alone.size, f"{goal} is missed only together with others"
        program = check_program(cell, {box: tried[box][:, alone[0]].tolist() for box in tried})
        verdicts = judge(task, run_program(cell, program))
        assert [verdict.missed is not None for verdict in verdicts] == [other == k for other in range(len(task.goals))]


def variations(cell: Cell, program: dict[str, list[float]], seed: int) -> dict[str, np.ndarray]:
    """Programs that differ from one in two stretches of time: {box: (time, programs)}."""
    rng = np.random.default_rng(seed)
    tried = {box: np.repeat(np.array(series)[:, None], PROGRAMS, axis=1) for box, series in program.items()}
    times, names = np.arange(STEPS)[:, None], list(tried)
    for _ in range(2):
        first = rng.integers(0, STEPS, PROGRAMS)
        last = first + rng.choice([0, 0, 1, 4, STEPS], PROGRAMS)
        chosen = rng.integers(0, len(names), PROGRAMS)
        for k, box in enumerate(names):
            low, high = value_range(cell, box)
            values = np.round(rng.uniform(low, high, PROGRAMS), 2)
            near = np.clip(np.array(program[box])[first] + rng.choice([-0.1, -0.07, 0.07, 0.1], PROGRAMS), low, high)
            values = np.where(rng.random(PROGRAMS) < 0.5, values, near)
            tried[box] = np.where((chosen == k) & (times >= first) & (times <= last), values, tried[box])
    return tried


def misses(cell: Cell, tried: dict[str, np.ndarray], goal: Goal) -> np.ndarray:
    """Which programs miss a goal: (programs,)."""
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(1, 1).items()}
    held = {box: list(series[:, :, None]) for box, series in tried.items()}
    steps = trace(cell, weights, [np.zeros((PROGRAMS, 1))] * STEPS, zero_state(cell, PROGRAMS, 1), held=held)
    values = np.array([step[goal.node][:, 0] for step in steps])[goal.first - 1 : goal.last]
    wanted = goal.near + goal.rise * np.arange(len(values))[:, None]
    return (abs(values - wanted) > goal.within + 1e-6).any(axis=0)


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_goals_lie_within_the_sequence_and_can_be_told_apart(cell: Cell, task: Challenge) -> None:
    for goal in task.goals:
        assert 1 <= goal.first <= goal.last <= STEPS
        assert goal.node in cell.states.values()


@pytest.mark.parametrize(("cell", "task"), TASKS)
def test_its_words_name_only_nodes_of_the_cell(cell: Cell, task: Challenge) -> None:
    for words in (task.text, task.why):
        assert words
        assert set(re.findall(r"{(\w+)}", words)) <= {node.name for node in cell.nodes}
        words.format_map({node.name: "" for node in cell.nodes})


def test_a_verdict_says_where_and_by_how_much() -> None:
    cell = CELLS["LSTM"]
    task = challenges(cell)["Hold silently"]
    program = solution(cell, task)
    program["o"][6] = 0.5
    texts = [verdict.text for verdict in judge(task, run_program(cell, program), {"h_next": "h_t"})]
    assert texts == [
        "c stays within 0.05 of 0.70, steps 1 to 21.",
        "At step 7 h_t is 0.30; it should stay within 0.05 of 0. Right at 20 of 21 steps.",
        "h_t stays within 0.05 of 0.60, steps 22 to 24.",
    ]


def test_a_climb_and_a_single_step_are_put_into_words() -> None:
    cell = CELLS["LSTM"]
    count, fade = challenges(cell)["Count"], challenges(cell)["Fade"]
    assert judge(count, run_program(cell, solution(cell, count)))[0].text == "c goes from 0.10 to 1.00, steps 1 to 10."
    assert judge(fade, run_program(cell, solution(cell, fade)))[1].text == "c is within 0.05 of 0.50 at step 8."
    fast = {**solution(cell, fade), "f": [0.5] * STEPS}
    assert judge(fade, run_program(cell, fast))[1].text == "At step 8 c is 0.01; it should be within 0.05 of 0.50."


def test_the_fading_memory_of_a_squashed_line_misses_what_the_right_one_meets() -> None:
    for name in ("LSTM", "LSTM 1997", "Coupled LSTM"):
        task = challenges(CELLS[name])["Hold silently"]
        program = solution(CELLS[name], task)
        assert solved(judge(task, run_program(CELLS[name], program)))
        assert judge(task, run_program(CELLS[name], program, squash=True))[0].missed == 1


def test_free_play_is_never_solved() -> None:
    cell = CELLS["GRU"]
    free = challenges(cell)["Free play"]
    assert not solved(judge(free, run_program(cell, start(cell, free))))
