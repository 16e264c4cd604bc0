"""LSTM whose gates also see the memory (Gers and Schmidhuber 2000)."""

from lstm_core.notation import read_cell

PEEPHOLE = read_cell(
    "Peephole LSTM",
    equations=r"""
        x                                    # what arrives at this step
        h                                    # the output of one step ago
        c                                    # $C_{t-1}$ what the cell remembers
        f = sigmoid(peephole(x, h, c))       # forget gate, which also sees the old memory
        i = sigmoid(peephole(x, h, c))       # input gate, which also sees the old memory
        g = tanh(linear(x, h))               # $\tilde{C}_t$ candidate: what could be written
        kept = f * c                         # what survives of the old memory
        written = i * g                      # what is added to it
        c_next = kept + written              # $C_t$ the new memory
        o = sigmoid(peephole(x, h, c_next))  # output gate, which already sees the new memory
        shown = tanh(c_next)                 # the memory, squeezed into (-1, 1)
        h_next = o * shown                   # new hidden state: the output of this step
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
