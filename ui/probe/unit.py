"""One unit at one step: its numbers, and the way to the page where they are worked out."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.latex import named
from lstm_core.prose.text import markdown_table
from lstm_core.run import Values
from lstm_core.run.url import pack
from lstm_core.training.probe.unit_cell import UnitCell, fold
from lstm_core.training.trained import Trained
from ui.common import ways
from ui.common.session import choose, chosen, drawn, session
from ui.common.text import letter, literal, plain, problem
from ui.step.from_probe import SentUnit


def chosen_position(units: int, steps: int) -> tuple[int, int]:
    """Fields for the unit and the step that are looked at, both from 0; a click in a heat map sets them, too."""
    st.header("One unit, one step", anchor=False)
    for key, most in (("pu", units), ("pt", steps)):  # another net may have fewer units, another sequence fewer steps
        if drawn(key):
            choose({key: min(max(int(chosen(key, 1)), 1), most)})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        unit = st.number_input("Unit", 1, units, 1, key="pu", bind="query-params", width=120)
        step = st.number_input("Step", 1, steps, 1, key="pt", bind="query-params", width=120)
    return int(unit) - 1, int(step) - 1


def show(net: Trained, steps: Sequence[Values], layer: int, unit: int, step: int, changed: bool) -> None:
    """The numbers of the unit and the step that are looked at, and a button to walk through them."""
    cell = net.experiment.cell
    values = steps[step]
    known = [name for name in (*cell.states, *named(cell)) if name in values]
    symbols = [letter(cell, name) for name in known]
    numbers = [plain(values[name][unit]) for name in known]
    st.markdown(markdown_table(["Value", "Number"], zip(symbols, numbers, strict=True), "lr"))
    if cell.name not in CELLS or CELLS[cell.name].nodes != cell.nodes:
        st.caption("The step-by-step page knows the shipped cells only; this net is made of a cell of your own.")
    elif changed:
        st.caption("To walk through a step, choose “Nothing” above: a held value cannot be worked out.")
    else:
        _link_to_step_page(cell, net, values, layer, unit, step)


def _link_to_step_page(cell: Cell, net: Trained, values: Values, layer: int, unit: int, step: int) -> None:
    """A link that opens the step-by-step page with this unit as a cell of its own."""
    try:
        folded = fold(cell, net.weights[layer], values, unit)
    except ValueError as error:
        problem(str(error))
        return
    whole, inputs = with_readout(cell), len(folded.given["x"])
    arrays = {**folded.given, **folded.weights, "W_y": np.array([[1.0]]), "b_y": np.array([0.0])}
    arrays = {name: arrays[name] for name in (*whole.inputs, *whole.shapes(inputs, 1))}
    sent = SentUnit(
        f"{whole.name} {(inputs, 1)}",
        arrays,
        pack(arrays),
        _sentence(net, folded, layer, unit, step),
    )
    session().step.from_probe = sent
    asked = {"cell": cell.name, "units": "1", "inputs": str(inputs), "m": sent.packed}
    ways.link("step-by-step", "**Walk through this step**", asked, icon=":material/footprint:")


def _sentence(net: Trained, folded: UnitCell, layer: int, unit: int, step: int) -> str:
    e = net.experiment
    cell, task = literal(e.cell.name), literal(e.task_spec.name)
    others = "what the other units output" + (" and all of x" if folded.inputs_folded else "")
    place = f" of layer {layer + 1}" if e.layers > 1 else ""
    return (
        f"**Unit {unit + 1}{place} at step {step + 1}** of a trained net ({cell} with {e.hidden} units, "
        f"“{task}”). The rest of the net is folded into the biases: {others} is a fixed number at "
        "this step. Gates, candidate, memory and $h_t$ are the net's own; $y$ is not: the net reads its answer off "
        "all units."
    )
