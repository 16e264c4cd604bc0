"""GRU as PyTorch and cuDNN compute it: reset after the matrix, and z = 1 keeps (torch.nn.GRU)."""

from lstm_core.notation import read_cell

GRU_PYTORCH = read_cell(
    "GRU (PyTorch)",
    equations=r"""
        x                          # what arrives at this step
        h                          # the output of one step ago, which is also the memory
        r = sigmoid(linear(x, h))  # reset gate: how much of the past the candidate may see
        z = sigmoid(linear(x, h))  # update gate: how much of each memory to keep
        seen = linear(x)           # the input's share of the candidate
        past = linear(h)           # the past's share of it
        heard = r * past           # as far as the reset gate lets it through
        both = seen + heard        # the two together
        n = tanh(both)             # candidate: what could be written
        kept = z * h               # what survives of the past
        rest = 1 - z               # how much room that leaves
        written = rest * n         # what fills it
        h_next = kept + written    # new hidden state: the output, which is also the memory
    """,
    picture="""
        h     .       .      .       .     kept   .      h_next
        .     .       .      .       .     .      rest   written
        .     .       .      .       .     .      .      n
        .     .       .      heard   .     .      .      both
        .     .       past   r       .     z      .      seen
        .     [h,x]   .      .       .     .      .      .
        .     .       .      .       .     .      .      .
        .     x       .      .       .     .      .      .
    """,
)
