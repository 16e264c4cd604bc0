"""The cells of the menu, by name. To add one, write its page beside these and a row here.

`merged_lstm` and `gru_with_f` are steps of lesson 7, from LSTM to GRU, and stand in no menu. `custom` reads a learner's
own cell; `torch_layout` and `conventions` say how others lay out the weights.
"""

from lstm_core.cells.coupled import COUPLED
from lstm_core.cells.elman import ELMAN
from lstm_core.cells.gru import GRU
from lstm_core.cells.gru_pytorch import GRU_PYTORCH
from lstm_core.cells.lstm import LSTM
from lstm_core.cells.lstm_1997 import LSTM_1997
from lstm_core.cells.peephole import PEEPHOLE

CELLS = {cell.name: cell for cell in (ELMAN, LSTM, LSTM_1997, PEEPHOLE, COUPLED, GRU, GRU_PYTORCH)}
