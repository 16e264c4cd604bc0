"""The numbers with which a step of any cell begins, until somebody sets others."""

import zlib
from functools import cache

import numpy as np

# fmt: off
START_VALUES = {  # a cell that writes what comes in and keeps it a while; any other weight is drawn by its name
    "x": 0.8, "h": -0.3, "c": 0.5,
    "W_f": -0.5, "U_f": 0.4, "b_f": 2.5, "W_i": 2.5, "U_i": -0.6, "b_i": -1.5,
    "W_g": 1.6, "U_g": 0.5, "b_g": 0.0, "W_o": 0.7, "U_o": -0.4, "b_o": 0.3, "W_y": 2.0, "b_y": -0.2,
    "W_r": 0.8, "U_r": -0.7, "b_r": 1.0, "W_z": 2.2, "U_z": 0.5, "b_z": -1.4, "W_n": 1.5, "U_n": 0.6, "b_n": 0.1,
    "W_h": 1.2, "U_h": 0.9, "b_h": 0.1,
}
# fmt: on


@cache
def start_value(name: str) -> float:
    """Where a slider starts; the same for a weight of this name in every cell."""
    draw = np.random.default_rng(zlib.crc32(name.encode())).uniform(-1.5, 1.5)
    return START_VALUES.get(name, round(float(draw), 1))
