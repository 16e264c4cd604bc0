"""Probe: look inside a trained net, lay hands on it, and find out which unit does what."""

import streamlit as st

from lstm_core.tasks.ideals import ideal_answer
from ui import endings
from ui.common import answers
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.probe import find_unit, half_lives, predict, unit
from ui.probe.board import current_board
from ui.probe.board_view import draw_board, run_net
from ui.probe.interventions import chosen_changes
from ui.probe.nets import chosen_net, description

framed()
sync_learner()
answers.catch_up()
name, net = chosen_net()
st.markdown(description(net))


def _layer() -> int:
    """Which layer is looked at, from 0."""
    layers = net.experiment.layers
    if layers == 1:
        return 0
    picked = st.segmented_control("Layer", range(1, layers + 1), default=1, key="layer", required=True)
    return int(picked or 1) - 1


layer = _layer()
units = net.experiment.sizes[layer][1]


@st.fragment
def bench() -> None:
    """Everything that follows from the sequence on the board."""
    above, below = st.container(), st.container()
    with above:
        board = current_board(name, net)
        words = ":material/draw: Your own sequence." if board.own else f":material/visibility: {board.original.words}"
        st.markdown(words)
    if predict.covered(board, len(net.experiment.task_spec.outputs)):
        predict.ask(board)
        draw_board(net, board, [], None)
        return
    with below:
        left, right = st.columns(2, gap="large")
    with left:
        position = unit.chosen_position(units, len(board.xs))
    with above:
        changes = chosen_changes(net.experiment.cell, *position)
        steps, heard = run_net(net, board.xs, changes, layer)
        before = run_net(net, board.xs, [], layer) if changes else None
        predict.verdict(board, before[1] if before else heard, ideal_answer(net.experiment.task_spec, board.xs))
        draw_board(net, board, steps, heard, before, position)
    with left:
        unit.show(net, steps, layer, *position, changed=bool(changes))
    with right:
        half_lives.show(net.experiment.cell, steps, board.xs)


bench()
find_unit.show(name, net, layer)
endings.show("probe")
