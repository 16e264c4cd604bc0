"""Any cell as a fast layer: forward and backward over a whole sequence, made ready once and then only repeated.

The interpreter (`reference.Recurrent`) asks torch for some forty small operations per time step and torch remembers
each of them for the way back; at the sizes of this app that book-keeping is nearly all the time. Here the graph is
walked once per shape (time, batch). What comes out is a list of NumPy calls whose arguments are all there already:
views of arrays that are allocated once. A training step runs down the list forwards, and another one backwards.

    plan        what follows from the graph alone: what is alive, which sums share a matrix product
    layout      all weights in one vector, and each of them by name
    calls       the calls, and which library multiplies matrices
    values      where every value of every step lives
    weights     the weights, copied into the forms in which they are multiplied
    forward     the list for the way forwards
    chain       the chain rule inside a step: which value's gradient goes where, times what
    backward    the list for the way back through time
    unrolled    both lists and their arrays, for one shape
    layer       all of it as a torch module
    whole       layers, readout and loss of a net in one, for training

No source text is generated and nothing runs but these calls, so a learner's cell may be trained like any other.
It is also quicker than generated text: a loop in Python would look up every slice again at every step.
"""

from lstm_core.training.compiled.layer import CompiledLayer
from lstm_core.training.compiled.whole import Stack, WholeStep

__all__ = ["CompiledLayer", "Stack", "WholeStep"]
