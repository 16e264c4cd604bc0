"""Gates by hand: the learner sets every gate at every step and watches what memory and output do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.latex import FAU, Convention
from lstm_core.run.challenges import Challenge, GoalResult, challenges, judge, solution, solved, start
from lstm_core.run.manual_gates import Program, additive_state, boxes, check_program, run_program
from ui.common.session import choose, chosen, forget, session
from ui.common.text import letter, literal, plain, problem
from ui.components import gate_console

KEY = "console"  # of the component; the chooser is "challenge", the switch "squash"


@dataclass(frozen=True)
class GateBoard:
    """What lies on the console for one cell and one challenge."""

    program: Program
    pushes: int = 0  # how often Python has put a program there: start, reset, show me
    turn: int = 0  # of the browser's last stroke


def show(cell: Cell, convention: Convention = FAU) -> None:
    """The whole view. A cell without gates gets a sentence and a way to one that has some."""
    if boxes(cell):
        _console(cell, convention)
    else:
        st.write(f"{literal(cell.name)} has no gates: it keeps nothing on purpose, so there is nothing to set by hand.")
        st.button("Take the LSTM", icon=":material/arrow_forward:", on_click=choose, args=({"cell": "LSTM"},))


@st.fragment
def _console(cell: Cell, convention: Convention) -> None:
    challenge, squash = _chooser(cell, convention)
    symbols = {node.name: letter(cell, node.name, convention) for node in cell.nodes}
    with st.container(key="challenge_text"):
        st.markdown(challenge.text.format_map(symbols))
    board = _current_board(cell, challenge)
    right = run_program(cell, board.program)
    steps = run_program(cell, board.program, squash=True) if squash else right
    verdicts = judge(challenge, steps, symbols)
    left, beside = st.columns([3, 1], gap="medium") if verdicts else (st.container(), st.container())
    with left:
        gate_console.gate_console(
            cell,
            board.program,
            steps,
            verdicts,
            key=KEY,
            rev=_rev(_board_key(cell, challenge), board),
            turn=board.turn,
            without=right if squash else None,
            convention=convention,
        )
    with beside:
        _say_goals(challenge, verdicts, symbols)
        if squash:
            _say_fading(steps[-1][additive_state(cell)], right[-1][additive_state(cell)], symbols[additive_state(cell)])


def _chooser(cell: Cell, convention: Convention) -> tuple[Challenge, bool]:
    """Which task it is, and whether a tanh sits on the memory line; with the buttons beside them."""
    tasks = challenges(cell)
    if chosen("challenge", None) not in tasks:
        forget("challenge")  # it was a task of another cell
    first, *_ = tasks
    with st.container(horizontal=True, vertical_alignment="bottom", key="challenge_choices"):
        title = st.pills(
            "Task", list(tasks), default=first, key="challenge", bind="query-params", required=True, wrap=True
        )
        challenge = tasks.get(title or first, tasks[first])
        st.button("Start over", icon=":material/restart_alt:", on_click=_put, args=(cell, challenge, start))
        if challenge.goals:
            put = (cell, challenge, solution)
            st.button("Show me", icon=":material/lightbulb:", on_click=_put, args=put, key="show_me")
        squash = bool(additive_state(cell)) and st.toggle(
            f"tanh on the {letter(cell, additive_state(cell), convention)} line", key="squash", bind="query-params"
        )
    return challenge, bool(squash)


def _board_key(cell: Cell, challenge: Challenge) -> str:
    return f"{cell.name}, {challenge.title}"


def _put(cell: Cell, challenge: Challenge, program: Callable[[Cell, Challenge], Program]) -> None:
    """Put another program on the board, as a button's callback."""
    boards, key = session().step.gate_boards, _board_key(cell, challenge)
    before = boards.get(key, GateBoard({}))
    boards[key] = GateBoard(program(cell, challenge), before.pushes + 1)


def _current_board(cell: Cell, challenge: Challenge) -> GateBoard:
    """The board as it is now: what the browser has sent since the last run is checked and taken over."""
    boards, key = session().step.gate_boards, _board_key(cell, challenge)
    board = boards.setdefault(key, GateBoard(start(cell, challenge)))
    news = gate_console.painted_program(KEY)
    if isinstance(news, Mapping) and news.get("rev") == _rev(key, board) and news.get("turn") != board.turn:
        board = replace(board, turn=news["turn"] if isinstance(news.get("turn"), int) else 0)
        try:
            board = replace(board, program=check_program(cell, news.get("program")))
        except ValueError as error:
            problem(str(error))
        boards[key] = board
    return board


def _rev(key: str, board: GateBoard) -> str:
    return f"{key}, {board.pushes}"


def _say_goals(challenge: Challenge, verdicts: Sequence[GoalResult], symbols: Mapping[str, str]) -> None:
    """One line for every goal, and what the task teaches once all are reached."""
    if not verdicts:
        return
    met = sum(verdict.missed is None for verdict in verdicts)
    st.markdown(f"**{met} of {len(verdicts)} goals reached**")
    for verdict in verdicts:
        icon = "radio_button_unchecked" if verdict.missed else "check_circle"
        st.markdown(f":material/{icon}: {verdict.text}")
    if solved(verdicts):
        with st.container(border=True):
            st.markdown(f":material/school: {challenge.why.format_map(symbols)}")


def _say_fading(squashed: float, right: float, line: str) -> None:
    """What to watch while there is a tanh on the memory line."""
    st.markdown(
        f"With a tanh on the {line} line a stored 1.00 becomes 0.76, 0.64, 0.57, although nothing is forgotten. "
        f"Your program ends at {plain(squashed)} instead of {plain(right)}."
    )
