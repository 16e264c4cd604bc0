"""FAU's cells by hand, as the lecture writes them: one matrix on [h, x], columns of numbers."""

import numpy as np

from tests.lstm_core.cells.conventions.keras_cells import sigmoid


def lstm(x, h, c, W_f, b_f, W_i, b_i, W_C, b_C, W_o, b_o):
    both = np.concatenate([h, x])
    c = sigmoid(W_f @ both + b_f) * c + sigmoid(W_i @ both + b_i) * np.tanh(W_C @ both + b_C)
    return sigmoid(W_o @ both + b_o) * np.tanh(c)


def gru(x, h, W_r, b_r, W_z, b_z, W_h, b_h):
    r, z = (sigmoid(W @ np.concatenate([h, x]) + b) for W, b in ((W_r, b_r), (W_z, b_z)))
    return (1 - z) * h + z * np.tanh(W_h @ np.concatenate([r * h, x]) + b_h)


def elman(x, h, W_h, b_h):
    return np.tanh(W_h @ np.concatenate([h, x]) + b_h)
