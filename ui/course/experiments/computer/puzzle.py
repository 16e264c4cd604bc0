"""A programming puzzle: the board, a compiler for gates, the tests, hints, and a score against par."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lstm_core.course.computer import Program, Puzzle, judge, numbers, parameters, passed, puzzles, weights_of
from ui.common import log_status
from ui.course.experiments.computer import board, gate_rule, trial_results
from ui.course.experiments.computer.score import best, keep_best, score_line


@st.fragment
def show() -> None:
    """Choose a puzzle; whatever is typed is tested at once."""
    all_puzzles = puzzles()
    first = next(iter(all_puzzles))
    key = st.segmented_control(
        "Puzzle",
        list(all_puzzles),
        format_func=lambda key: all_puzzles[key].title,
        key="computer_puzzle",
        persist_state="session",
        bind="query-params",
        default=first,
        required=True,
        wrap=True,
    )
    puzzle = all_puzzles[key or first]
    st.markdown(puzzle.text)
    _facts(puzzle)
    program = _board(puzzle)
    results = judge(puzzle, program)
    done = passed(results)
    state = board.current_board(puzzle)
    if done:
        keep_best(puzzle, numbers(puzzle, program), state.hints, state.shown)
    st.markdown(score_line(puzzle, numbers(puzzle, program), state.hints, state.shown, done, best(puzzle)))
    if done:
        with st.container(border=True):
            st.markdown(f":material/school: {puzzle.why}")
    trial_results.show(puzzle, program, results)
    _help(puzzle)
    log_status.keep_up()


def _facts(puzzle: Puzzle) -> None:
    units = " + ".join(str(len(layer.units)) for layer in puzzle.machine.layers)
    size = f"{units} unit" if units == "1" else f"{units} units"
    st.caption(
        f"{size}, {parameters(puzzle.machine)} parameters in all. An answer may be off by "
        f"{puzzle.tolerance:g}. Par is {puzzle.par}: our solution sets so many numbers other than 0, on a board "
        "that is empty at the start. A gate whose numbers are all 0 is half open."
    )


def _board(puzzle: Puzzle) -> Program:
    with st.expander("Compile a sentence into a gate", icon=":material/terminal:", expanded=True):
        gate_rule.show(puzzle)
    program = board.show(puzzle)
    st.caption("Click a number, type another, press Enter. A column is what the box reads, a row is one box.")
    if puzzle.given:
        with st.expander("What is there already", icon=":material/inventory_2:"):
            st.code("\n".join(line.removeprefix("1 ") for line in puzzle.given), language=None)
    return program


def _help(puzzle: Puzzle) -> None:
    """Hints one by one, the solution, and an empty board."""
    state = board.current_board(puzzle)
    for hint in puzzle.hints[: state.hints]:
        st.markdown(f":material/lightbulb: {hint}")
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"Hint {min(state.hints + 1, len(puzzle.hints))} of {len(puzzle.hints)}",
            icon=":material/lightbulb:",
            key="computer_hint",
            disabled=state.hints >= len(puzzle.hints),
            on_click=_hint,
            args=(puzzle,),
            help="Counts as one number more",
        )
        st.button(
            "Show the solution",
            icon=":material/visibility:",
            key="computer_solution",
            on_click=_solution,
            args=(puzzle,),
        )
        st.button(
            "Empty the board",
            icon=":material/restart_alt:",
            key="computer_empty",
            on_click=board.put_program,
            args=(puzzle, weights_of(puzzle)),
        )
    if state.shown:
        st.caption("The solution was shown. Empty the board and set it from memory: an examiner may ask for that.")


def _hint(puzzle: Puzzle) -> None:
    state = board.current_board(puzzle)
    board.keep_board(puzzle, replace(state, hints=min(state.hints + 1, len(puzzle.hints))))


def _solution(puzzle: Puzzle) -> None:
    board.put_program(puzzle, weights_of(puzzle, puzzle.solution), shown=True)
