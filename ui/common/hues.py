"""The hues of charts: those of the figure's roles, one that warns, and one that stands back (Okabe and Ito 2008)."""

from lstm_core.cell.roles import ROLES

BLUE, GREEN, ORANGE = (ROLES[role].hue for role in ("output", "memory", "gate"))
RED = "#d55e00"
GREY = "#8a8f99"  # reads in the light and in the dark
CELL_HUES = {"Elman": "#cc3311", "LSTM": "#0077bb", "GRU": "#009988", "GRU (PyTorch)": "#aa44bb"}  # of their curves
