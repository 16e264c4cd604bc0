"""One mistake in a drawing, with what is needed to recognise it and to put it in words."""

from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.grade.graph import Box, Graph
from lstm_core.grade.grouping import Group, is_open
from lstm_core.grade.purposes import Purposes
from lstm_core.grade.repairs import Pairing, Repair


@dataclass(frozen=True)
class Case:
    """A group of repairs that are one mistake, and where it stands."""

    group: Group
    drawn: Graph
    pairing: Pairing
    cell: Cell
    purposes: Purposes
    unfinished: bool = False  # whether more than this is still to be drawn

    @property
    def open(self) -> bool:
        """Whether it is about something that is not there yet, in a drawing that goes on."""
        return self.unfinished and is_open(self.group)

    @property
    def waits(self) -> bool:
        """Whether it is about a part that is there, but still waits for wires."""
        return self.first.what == "missing" and bool(self.first.drawn) and not self.first.gap

    @property
    def first(self) -> Repair:
        """The repair that stands for the group."""
        return self.group[0]

    @property
    def box(self) -> Box:
        """The box of the drawing that is wrong; an empty one if there is none."""
        return self.drawn.boxes.get(self.first.drawn, Box("", ""))

    def at(self, *roles: str) -> bool:
        """Whether it is about a box of the reference with one of these roles."""
        return not self.first.leaves and self.purposes.plays(self.first.meant, *roles)

    def role(self, name: str) -> str:
        """gate, candidate, memory ... of a node ("" for what belongs nowhere)."""
        return self.cell.role(name) if name in self.cell else ""

    @property
    def layer(self) -> bool:
        """Whether the box of the reference has weights of its own."""
        return not self.first.leaves and self.first.meant in self.cell.folded

    @property
    def wired(self) -> bool:
        """Whether a wire ends where it should not."""
        return self.first.what in ("instead", "reads")

    def around(self) -> tuple[set[str], set[str]]:
        """What the wrong box reads and who reads it, in names of the reference; what leaves as "leaves h_next"."""
        partner = {d: m for m, d in self.pairing.items()}
        reads = {r.source if r.source[0] == "@" else partner.get(r.source, "") for r in self.box.reads}
        readers = self.drawn.readers.get(self.box.id, ())
        return reads, {partner.get(name, f"leaves {name}" if name in self.drawn.outs else "") for name in readers}
