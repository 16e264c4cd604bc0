"""LSTM with coupled gates: room is made only for what is written ('CIFG', Greff et al. 2017)."""

from lstm_core.notation import read_cell

COUPLED = read_cell(
    "Coupled LSTM",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago
        c                          # $C_{t-1}$ what the cell remembers
        f = sigmoid(linear(x, h))  # forget gate: how much to keep, and by 1 - f how much to write
        g = tanh(linear(x, h))     # $\tilde{C}_t$ candidate: what could be written
        kept = f * c               # what survives of the old memory
        rest = 1 - f               # how much room that leaves
        written = rest * g         # what fills it
        c_next = kept + written    # $C_t$ the new memory
        o = sigmoid(linear(x, h))  # output gate: how much of each memory to show
        shown = tanh(c_next)       # the memory, squeezed into (-1, 1)
        h_next = o * shown         # new hidden state: the output of this step
    """,
    picture="""
        c     .       kept    .      c_next     .      .
        .     .       .       .      .          .      shown
        .     .       .       rest   written    .      h_next
        .     .       f       .      g          o      .
        h     [h,x]   .       .      .          .      .
        .     x       .       .      .          .      .
    """,
)
