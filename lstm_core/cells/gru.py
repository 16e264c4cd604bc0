"""Gated recurrent unit (Cho et al. 2014), in the convention of Chung et al. 2014 and colah: z = 1 replaces."""

from lstm_core.notation import read_cell

GRU = read_cell(
    "GRU",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago, which is also the memory
        r = sigmoid(linear(x, h))  # reset gate: how much of the past the candidate may see
        z = sigmoid(linear(x, h))  # update gate: how much of each memory to replace
        past = r * h               # the past, as far as the reset gate lets it through
        n = tanh(linear(x, past))  # $\tilde{h}_t$ candidate: what could be written
        rest = 1 - z               # how much of the past is kept
        kept = rest * h            # what survives of it
        written = z * n            # what replaces the rest
        h_next = kept + written    # new hidden state: the output, which is also the memory
    """,
    picture="""
        h     .       .      .          kept   .   h_next
        .     .       .      .          rest   .   .
        .     .       past   .          .      .   written
        .     .       r      .          z      .   n
        .     [h,x]   .      .          .      .   .
        .     .       .      [past,x]   .      .   .
        .     x       .      .          .      .   .
    """,
)
