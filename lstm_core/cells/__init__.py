"""Every cell the app knows, by name. To add one, write its page beside these and a row here."""

from lstm_core.cells.coupled import COUPLED
from lstm_core.cells.elman import ELMAN
from lstm_core.cells.gru import GRU
from lstm_core.cells.gru_pytorch import GRU_PYTORCH
from lstm_core.cells.lstm import LSTM
from lstm_core.cells.lstm_1997 import LSTM_1997
from lstm_core.cells.peephole import PEEPHOLE

CELLS = {cell.name: cell for cell in (ELMAN, LSTM, LSTM_1997, PEEPHOLE, COUPLED, GRU, GRU_PYTORCH)}
