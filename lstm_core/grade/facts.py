"""What each box of a cell is there for, as far as it follows from the wiring; no cell is known by name."""

from dataclasses import dataclass

from lstm_core.cell import Cell, Node
from lstm_core.console import memory


@dataclass(frozen=True)
class Facts:
    """The boxes an examiner asks about, by node name; "" for one that the cell does not have."""

    new: str = ""  # the state that is made by an addition: the memory
    state: str = ""  # the same one step ago
    keep: str = ""  # the × with which the old memory is kept
    keeper: str = ""  # the gate that goes into it
    write: str = ""  # what is added
    writer: str = ""  # the gate that goes into it
    shown: str = ""  # the tanh through which the new memory is read
    out: str = ""  # the × that makes h from it
    shower: str = ""  # the gate that goes into it
    reset: str = ""  # a × that acts on the past before the candidate sees it
    rest: str = ""  # 1 − a gate

    def plays(self, name: str, *roles: str) -> bool:
        """Whether a node is one of these; roles are the fields of this table."""
        return bool(name) and name in [getattr(self, role) for role in roles]

    @property
    def line(self) -> frozenset[str]:
        """The memory line: the old state, what keeps it, and the addition."""
        return frozenset({f"@{self.state}", self.keep, self.new} - {"", "@"})


def facts(cell: Cell) -> Facts:
    """The table of a cell."""
    new = memory(cell)
    state = new.removesuffix("_next")
    args = [cell[name] for name in cell[new].args] if new else []
    kept = next((node for node in args if node.op == "mul" and state in node.args), None)
    write = next((node.name for node in args if node is not kept and node.name != state), "")
    shown = next((node.name for node in cell.nodes if new and node.op == "tanh" and node.args == (new,)), "")
    shows = next((node for node in cell.nodes if shown and node.op == "mul" and shown in node.args), None)
    known = {write, *(node.name for node in (kept, shows) if node)}
    reset = next((node.name for node in cell.nodes if node.op == "mul" and node.name not in known), "")
    return Facts(
        new=new,
        state=state,
        keep=_name(kept),
        keeper=_other(kept, state),
        write=write,
        writer=next((arg for arg in cell[write].args if cell.role(arg) == "gate"), "") if write else "",
        shown=shown,
        out=_name(shows),
        shower=_other(shows, shown),
        reset=reset,
        rest=next((node.name for node in cell.nodes if node.op == "one_minus"), ""),
    )


def named_boxes(cell: Cell) -> tuple[str, ...]:
    """The gates and candidates: the boxes that a learner names."""
    return tuple(node.name for node in cell.drawn if cell.role(node.name) in ("gate", "candidate"))


def _name(node: Node | None) -> str:
    return node.name if node else ""


def _other(node: Node | None, name: str) -> str:
    return next((arg for arg in node.args if arg != name), "") if node else ""
