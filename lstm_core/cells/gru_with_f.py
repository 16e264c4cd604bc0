"""The last step from LSTM to GRU: the GRU still in the letters of the LSTM, with f for what is later called 1 − z.

It is a step of the lesson on the GRU, as merged_lstm.py is, and stands in no list of cells.
"""

from lstm_core.notation import read_cell

GRU_WITH_F = read_cell(
    "GRU with f",
    equations=r"""
        x                             # what arrives at this step
        h                             # the output of one step ago, which is also the memory
        r = sigmoid(linear(x, h))     # reset gate: it used to be the output gate, and now hides the past from g alone
        past = r * h                  # the past, as far as the reset gate lets it through
        f = sigmoid(linear(x, h))     # forget gate: how much to keep, and by 1 - f how much to write
        g = tanh(linear(x, past))     # $\tilde{C}_t$ candidate: what could be written
        kept = f * h                  # what survives of the old state
        rest = 1 - f                  # how much room that leaves
        written = rest * g            # what fills it
        h_next = kept + written       # new hidden state: the output, which is also the memory
    """,
    picture="""
        h     .       .      .          kept   .      h_next
        .     .       .      .          .      rest   written
        .     .       past   .          .      .      .
        .     .       r      .          f      .      g
        .     [h,x]   .      .          .      .      .
        .     .       .      [past,x]   .      .      .
        .     x       .      .          .      .      .
    """,
)
