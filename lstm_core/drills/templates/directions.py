"""N23: nets in both directions and layers of different width (Schuster and Paliwal 1997): parameters and widths."""

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.templates.counting import blocks
from lstm_core.drills.words import words

NAMES = ("Elman", "GRU", "LSTM")


def both_directions(rng: np.random.Generator) -> Drill:
    """N23: two layers of different width, both read in both directions, and a read-out without a bias."""
    draw = lambda pool: int(rng.choice(pool))
    cell = CELLS[NAMES[draw((0, 1, 2))]]
    inputs, first, second, outputs = draw((3, 8, 10, 20)), draw((16, 32, 50)), draw((8, 12, 24)), draw((2, 5, 10))
    one, two = 2 * cell.parameters(inputs, first), 2 * cell.parameters(2 * first, second)
    read_out = outputs * 2 * second
    put = {"cell": cell.name, "X": inputs, "H1": first, "H2": second, "Y": outputs, "blocks": blocks(cell)}
    put |= {"wide": 2 * first, "top": 2 * second, "one": one, "two": two, "read": read_out}
    page = words("directions", "N23", **put, total=one + two + read_out)
    integer = {"kind": "integer"}
    return page.drill(
        {"X": inputs, "H_1": first, "H_2": second, "Y": outputs},
        page.field(
            "first",
            always(one),
            fixed({"one way": one // 2, "shared state": _joined(blocks(cell), inputs, first)}),
            **integer,
        ),
        page.field(
            "second",
            always(two),
            fixed(
                {
                    "one way": two // 2,
                    "narrow": 2 * cell.parameters(first, second),
                    "input": 2 * cell.parameters(inputs, second),
                }
            ),
            **integer,
        ),
        page.field(
            "readout", always(read_out), fixed({"narrow": outputs * second, "bias": read_out + outputs}), **integer
        ),
        page.field(
            "total",
            lambda known: known["first"] + known["second"] + known["readout"],
            {"no read-out": lambda known: known["first"] + known["second"]},
            **integer,
        ),
    )


def _joined(boxes: int, inputs: int, hidden: int) -> int:
    """As if each direction read the state of the other as well."""
    return 2 * boxes * hidden * (2 * hidden + inputs + 1)
