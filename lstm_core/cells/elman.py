"""Simple recurrent network (Elman 1990)."""

from lstm_core.notation import read_cell

ELMAN = read_cell(
    "Elman",
    equations=r"""
        x                            # what arrives at this step
        h                            # the output of one step ago
        h_next = tanh(linear(x, h))  # new hidden state: the input and the past, mixed by one layer
    """,
    picture="""
        h   [h,x]   .   h_next
        .   .       .   .
        .   x       .   .
    """,
)
