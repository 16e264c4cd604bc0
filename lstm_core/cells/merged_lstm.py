"""Half way from LSTM to GRU: one state instead of two, with the output gate left where it was.

It is a step of the lesson on the GRU and no cell anybody trains, so it stands in no list of cells.
"""

from lstm_core.notation import read_cell

MERGED_LSTM = read_cell(
    "Merged LSTM",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago, which is now all it remembers
        f = sigmoid(linear(x, h))  # forget gate: how much to keep, and by 1 - f how much to write
        g = tanh(linear(x, h))     # $\tilde{C}_t$ candidate: what could be written
        kept = f * h               # what survives of the old state
        rest = 1 - f               # how much room that leaves
        written = rest * g         # what fills it
        mixed = kept + written     # the new state, before the output gate
        o = sigmoid(linear(x, h))  # output gate: what it hides is lost, because it acts on the memory line itself
        h_next = o * mixed         # new hidden state: the output, which is also the memory
    """,
    picture="""
        h     .       kept    .      mixed     h_next
        .     .       .       rest   written   .
        .     .       f       .      g         o
        .     [h,x]   .       .      .         .
        .     x       .       .      .         .
    """,
)
