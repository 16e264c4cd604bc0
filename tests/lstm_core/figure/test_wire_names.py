"""Names stand on their wires, near their boxes, whatever the cell is; what they meet is seen in a browser."""

import re

from lstm_core.figure import to_dot
from lstm_core.figure.wire_names import wire_names
from tests.lstm_core.examples import each_cell, each_figure

ROW = 0.68  # inches between two rows of a picture


@each_figure
def test_every_gate_and_candidate_has_a_name_within_a_row_of_its_box(cell):
    names = wire_names(cell)
    assert set(names) == {node.name for node in cell.drawn if cell.role(node.name) in ("gate", "candidate")}
    for across, up in names.values():
        assert 0 < across**2 + up**2 < ROW**2
        assert across != 0


@each_cell
def test_a_name_is_written_beside_the_box_in_the_colour_of_its_role(cell):
    dot = to_dot(cell)
    for name in wire_names(cell):
        statement = re.search(rf'"name_{name}" \[id="name-{name}" class="label name role-(\w+)" label="(\S+)"', dot)
        assert statement
        assert statement[1] == cell.role(name)
        assert statement[2].endswith("ₜ")
