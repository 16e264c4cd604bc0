"""A recurrent net over time: how many numbers it learns, how deep it gets, and what it looks like in words."""

from lstm_core.cell import Cell

MOST_STEPS, MOST_LAYERS = 8, 2


def parameters(cell: Cell, inputs: int, hidden: int, outputs: int, layers: int = 1) -> int:
    """How many numbers such a net learns, its readout included; the number of steps plays no part."""
    above = (layers - 1) * cell.parameters(hidden, hidden)
    return cell.parameters(inputs, hidden) + above + outputs * (hidden + 1)


def longest_way(time: int, layers: int = 1) -> int:
    """Through how many hidden layers the first input passes until it reaches the last output."""
    return time + layers - 1


def words(time: int, layers: int = 1, every: bool = True, folded: bool = False) -> str:
    """The picture in a sentence, for those who cannot see it."""
    stack = "one hidden layer" if layers == 1 else f"{layers} hidden layers"
    if folded:
        return f"One net with {stack} and a loop: the hidden state goes back into the layer one step later."
    outputs = "An output leaves at every step." if every else f"One output leaves, at step {time}."
    return (
        f"The same net with {stack} drawn {time} times, side by side; each copy hands its state to the next. {outputs}"
    )
