"""What each box of a cell is there for, as far as it follows from the wiring; no cell is known by name."""

from dataclasses import dataclass
from functools import cache

from lstm_core.cell import Cell, Node
from lstm_core.run.manual_gates import additive_state

NOTHING = Node("", "")


@dataclass(frozen=True)
class Purposes:
    """The boxes an examiner asks about, by node name; "" for one that the cell does not have."""

    new: str = ""  # the state that is made by an addition: the memory
    state: str = ""  # the same one step ago
    keep: str = ""  # the × with which the old memory is kept
    keep_gate: str = ""  # the gate that goes into it
    write: str = ""  # what is added
    write_gate: str = ""  # the gate that goes into it
    shown: str = ""  # the tanh through which the new memory is read
    out: str = ""  # the × that makes h from it
    output_gate: str = ""  # the gate that goes into it
    reset: str = ""  # a × that acts on the past before the candidate sees it
    rest: str = ""  # 1 − a gate

    def plays(self, name: str, *roles: str) -> bool:
        """Whether a node is one of these; roles are the fields of this table."""
        return bool(name) and name in [getattr(self, role) for role in roles]

    @property
    def line(self) -> frozenset[str]:
        """The memory line: the old state, what keeps it, and the addition."""
        return frozenset({f"@{self.state}", self.keep, self.new} - {"", "@"})


@cache
def purposes(cell: Cell) -> Purposes:
    """The table of a cell."""
    new = additive_state(cell)
    state = new.removesuffix("_next")
    args = [cell[name] for name in cell[new].args] if new else []
    keep = next((node for node in args if node.op == "mul" and state in node.args), NOTHING)
    write = next((node for node in args if node not in (keep, cell[state])), NOTHING)
    shown = next((node for node in cell.nodes if new and node.op == "tanh" and node.args == (new,)), NOTHING)
    out = next((node for node in cell.nodes if shown.name and node.op == "mul" and shown.name in node.args), NOTHING)
    known = (keep, write, out)
    reset = next((node for node in cell.nodes if node.op == "mul" and node not in known), NOTHING)
    rest = next((node for node in cell.nodes if node.op == "one_minus"), NOTHING)
    keep_gate, output_gate = _other(keep, state), _other(out, shown.name)
    write_gate = next((arg for arg in write.args if cell.role(arg) == "gate"), "")
    boxes = (keep.name, keep_gate, write.name, write_gate, shown.name, out.name, output_gate, reset.name, rest.name)
    return Purposes(new, state, *boxes)


def named_boxes(cell: Cell) -> tuple[str, ...]:
    """The gates and candidates: the boxes that a learner names."""
    return tuple(node.name for node in cell.drawn if cell.role(node.name) in ("gate", "candidate"))


def _other(node: Node, name: str) -> str:
    return next((arg for arg in node.args if arg != name), "")
