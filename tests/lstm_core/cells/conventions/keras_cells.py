"""Keras' cells by hand: the formulas of its documentation in NumPy, sharing nothing with the core. Inputs are rows."""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm(x, h, c, kernel, recurrent_kernel, bias):
    """keras.layers.LSTMCell: z = x K + h R + b, cut into i, f, c, o."""
    i, f, g, o = np.split(x @ kernel + h @ recurrent_kernel + bias, 4, axis=-1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c)


def gru_after(x, h, kernel, recurrent_kernel, bias):
    """keras.layers.GRUCell(reset_after=True): bias is (2, 3 * units), cut into z, r, h."""
    xz, xr, xh = np.split(x @ kernel + bias[0], 3, axis=-1)
    hz, hr, hh = np.split(h @ recurrent_kernel + bias[1], 3, axis=-1)
    z, r = sigmoid(xz + hz), sigmoid(xr + hr)
    return z * h + (1 - z) * np.tanh(xh + r * hh)


def gru_before(x, h, kernel, recurrent_kernel, bias):
    """keras.layers.GRUCell(reset_after=False)."""
    xz, xr, xh = np.split(x @ kernel + bias, 3, axis=-1)
    rz, rr, rh = np.split(recurrent_kernel, 3, axis=-1)
    z, r = sigmoid(xz + h @ rz), sigmoid(xr + h @ rr)
    return z * h + (1 - z) * np.tanh(xh + (r * h) @ rh)


def simple(x, h, kernel, recurrent_kernel, bias):
    """keras.layers.SimpleRNNCell."""
    return np.tanh(x @ kernel + h @ recurrent_kernel + bias)
