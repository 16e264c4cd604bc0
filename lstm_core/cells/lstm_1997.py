"""The LSTM as first published: no forget gate, the memory only ever adds (Hochreiter and Schmidhuber 1997).

The paper squashed with scaled logistic functions; they are written as tanh here, as everybody does today.
"""

from lstm_core.notation import read_cell

LSTM_1997 = read_cell(
    "LSTM 1997",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago
        c                          # $C_{t-1}$ what the cell remembers
        i = sigmoid(linear(x, h))  # input gate: how much of each candidate to write
        g = tanh(linear(x, h))     # $\tilde{C}_t$ candidate: what could be written
        written = i * g            # what is added to the memory
        c_next = c + written       # $C_t$ the new memory: the old one, kept whole, and what is written
        o = sigmoid(linear(x, h))  # output gate: how much of each memory to show
        shown = tanh(c_next)       # the memory, squeezed into (-1, 1)
        h_next = o * shown         # new hidden state: the output of this step
    """,
    picture="""
        c     .       .     c_next     .      .
        .     .       .     .          .      shown
        .     .       .     written    .      h_next
        .     .       i     g          o      .
        h     [h,x]   .     .          .      .
        .     x       .     .          .      .
    """,
)
