"""A step begins with numbers that show something: a memory that is kept and written to."""

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.run import step
from lstm_core.run.start_values import start_value
from tests.lstm_core.examples import each_cell


@each_cell
def test_every_number_of_every_cell_has_a_start_that_its_slider_reaches(cell):
    for name in (*cell.inputs, *cell.shapes(1, 1)):
        assert -3 <= start_value(name) <= 3


def test_at_the_start_an_lstm_keeps_most_of_its_memory_and_writes_to_it():
    cell = CELLS["LSTM"]
    given = {name: np.array([start_value(name)]) for name in cell.inputs}
    values = step(cell, {name: np.full(shape, start_value(name)) for name, shape in cell.shapes(1, 1).items()}, given)
    assert values["f"] > 0.7
    assert values["i"] > 0.5
