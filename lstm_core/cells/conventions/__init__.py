"""The same cell in the letters and blocks of FAU, PyTorch and Keras, and the way from one to another.

layout     which blocks a framework keeps, and in what order: a table
convert    blocks of one framework as blocks of another
    words      what has to be done for it, and what stands where
pasted     blocks as a learner types or pastes them
printed    what programs print around numbers
tables     rows of numbers without brackets
files      blocks as files: .npz, .safetensors, text
layers     which layers are in a file
"""

from lstm_core.cells.conventions.convert import convert, example, misfit
from lstm_core.cells.conventions.layout import LAYOUTS, MOST, Layout
from lstm_core.cells.conventions.words import means, steps

__all__ = ["LAYOUTS", "MOST", "Layout", "convert", "example", "means", "misfit", "steps"]
