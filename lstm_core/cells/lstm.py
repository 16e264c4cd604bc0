"""Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers, Schmidhuber and Cummins 2000)."""

from lstm_core.notation import read_cell

LSTM = read_cell(
    "LSTM",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago
        c                          # $C_{t-1}$ what the cell remembers
        f = sigmoid(linear(x, h))  # forget gate: how much of each old memory to keep
        i = sigmoid(linear(x, h))  # input gate: how much of each candidate to write
        g = tanh(linear(x, h))     # $\tilde{C}_t$ candidate: what could be written
        kept = f * c               # what survives of the old memory
        written = i * g            # what is added to it
        c_next = kept + written    # $C_t$ the new memory
        o = sigmoid(linear(x, h))  # output gate: how much of each memory to show
        shown = tanh(c_next)       # the memory, squeezed into (-1, 1)
        h_next = o * shown         # new hidden state: the output of this step
    """,
    picture="""
        c     .       kept    .     c_next     .      .
        .     .       .       .     .          .      shown
        .     .       .       .     written    .      h_next
        .     .       f       i     g          o      .
        h     [h,x]   .       .     .          .      .
        .     x       .       .     .          .      .
    """,
)
