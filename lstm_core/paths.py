"""How a state gets from one step to the next without passing a weight or a squashing function.

Along such a path gradients are only multiplied by gates, which is why an LSTM remembers. Which gate keeps
and which writes follows from where it multiplies, not from its name.
"""

from dataclasses import dataclass

from lstm_core.cell import Cell


@dataclass(frozen=True)
class Keeper:
    """What multiplies an old state on its way to the new one."""

    state: str
    gate: str  # "" if the state is added whole, as in the LSTM of 1997
    opens: int  # +1: the gate open keeps; -1: the gate open lets go (through 1 - z)


def keepers(cell: Cell) -> list[Keeper]:
    """Every additive path from a state to its successor; none for an Elman cell."""
    found = []
    for state, new in cell.states.items():
        for name in _added(cell, new):
            node = cell[name]
            if name == state:
                found.append(Keeper(state, "", 1))
            elif node.op == "mul" and state in node.args:
                other = next(arg for arg in node.args if arg != state) if set(node.args) != {state} else state
                gate, opens = _gate(cell, other)
                if gate:
                    found.append(Keeper(state, gate, opens))
    return found


def writers(cell: Cell) -> list[str]:
    """Gates that only decide how much of a candidate is added: the input gate, but not a tied one."""
    keep = {keeper.gate for keeper in keepers(cell)}
    found = []
    for new in cell.states.values():
        for name in _added(cell, new):
            args = cell[name].args if cell[name].op == "mul" else ()
            gates = [arg for arg in args if cell.role(arg) == "gate" and arg not in keep]
            if gates and any(cell.role(arg) == "candidate" for arg in args):
                found += gates
    return found


def keep_factor(cell: Cell, keeper: Keeper, gate: float) -> float:
    """The share of the old state that survives one step, for a gate at this value."""
    return 1.0 if not keeper.gate else gate if keeper.opens > 0 else 1.0 - gate


def _added(cell: Cell, new: str) -> list[str]:
    """The terms of the sum that makes a new state: [] if it is not made by adding."""
    if cell[new].op != "add":
        return []
    terms: list[str] = []
    for arg in cell[new].args:
        terms += _added(cell, arg) if cell[arg].op == "add" else [arg]
    return terms


def _gate(cell: Cell, name: str) -> tuple[str, int]:
    if cell[name].op == "one_minus":
        gate, opens = _gate(cell, cell[name].args[0])
        return gate, -opens
    return (name, 1) if cell.role(name) == "gate" else ("", 1)
