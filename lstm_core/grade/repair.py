"""One repair of a drawing, and what stands for what when it is asked for."""

from collections.abc import Mapping
from typing import NamedTuple

Pairing = Mapping[str, str]  # box of the reference -> box of the drawing


class Repair(NamedTuple):
    """One repair, at a box of each graph ("" where there is none)."""

    what: str  # kind, instead, lacks, reads (too much), missing, extra, moved, shared, merged, label
    drawn: str
    meant: str
    want: str = ""  # what should be read, in names of the reference
    have: str = ""  # what is read instead, in names of the drawing
    got: str = ""  # the same in names of the reference ("" if it belongs nowhere)
    how: str = ""  # how it should be read
    wire: str = ""  # id of the wire that is wrong
    at: str = ""  # id of the part where that wire ends
    leaves: bool = False  # whether it is about a value that leaves, not about a box
