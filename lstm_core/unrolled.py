"""A recurrent net over time as a picture for Graphviz: folded into a loop, or one copy drawn for every step.

A matrix has one colour and one name wherever it is used, so that a reader sees how few there are.
"""

from collections.abc import Iterator

from lstm_core.cell import Cell

MOST_STEPS, MOST_LAYERS = 8, 2
COLOURS = ("#0072b2", "#b34700", "#935778", "#8d6100", "#007756")  # of W_xh, W_hh, their like above, and W_hy
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HEAD = """digraph unrolled {
  rankdir=BT; bgcolor=transparent; nodesep=0.55; ranksep=0.5
  node [shape=circle, fixedsize=true, width=0.62, fontname="Helvetica", fontsize=15, color="#5b6270"]
  edge [fontname="Helvetica", fontsize=12, penwidth=2.2, arrowsize=0.8]"""


def unrolled(time: int, layers: int = 1, every: bool = True, folded: bool = False) -> str:
    """The net as DOT. `every`: an output at every step, else only at the last; `folded`: one copy with a loop."""
    if not 1 <= time <= MOST_STEPS or not 1 <= layers <= MOST_LAYERS:
        raise ValueError(f"draw 1 to {MOST_STEPS} steps and 1 or {MOST_LAYERS} layers, not {time} and {layers}")
    lines = _folded(layers) if folded else _unrolled(time, layers, every)
    return "\n  ".join([HEAD, *lines]) + "\n}\n"


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


def _folded(layers: int) -> Iterator[str]:
    yield 'x [label="xₜ"]; y [label="yₜ", color="#0072b2"]'
    for layer in range(1, layers + 1):
        yield f'h{layer} [label="{_h(layer)}ₜ", {_box()}]'
        yield f"{'x' if layer == 1 else f'h{layer - 1}'} -> h{layer} [{_weight(_in(layer))}]"
        yield f"h{layer} -> h{layer} [{_weight(_back(layer))}]"
    yield f"h{layers} -> y [{_weight(4)}]"


def _unrolled(time: int, layers: int, every: bool) -> Iterator[str]:
    steps = range(1, time + 1)
    yield f"{{rank=same; {'; '.join(f'x{t}' for t in steps)}}}"
    for t in steps:
        yield f'x{t} [label="x{_low(t)}"]'
    for layer in range(1, layers + 1):
        yield f"{{rank=same; {'; '.join(f'h{layer}_{t}' for t in range(time + 1))}}}"
        yield f'h{layer}_0 [label="{_h(layer)}₀", style=dashed]'
        for t in steps:
            yield f'h{layer}_{t} [label="{_h(layer)}{_low(t)}", {_box()}]'
            below = f"x{t}" if layer == 1 else f"h{layer - 1}_{t}"
            yield f"{below} -> h{layer}_{t} [{_weight(_in(layer))}]"
            yield f"h{layer}_{t - 1} -> h{layer}_{t} [{_weight(_back(layer))}]"
    for t in steps if every else [time]:
        yield f'y{t} [label="y{_low(t)}", color="#0072b2"]'
        yield f"h{layers}_{t} -> y{t} [{_weight(4)}]"


def _in(layer: int) -> int:
    return 2 * layer - 2


def _back(layer: int) -> int:
    return 2 * layer - 1


def _weight(number: int) -> str:
    """Name and colour of a matrix, as attributes of a wire."""
    above = "′" if number in (2, 3) else ""
    name = "W_hy" if number == 4 else f"W{above}_{('xh', 'hh')[number % 2]}"
    return f'label=" {name} ", color="{COLOURS[number]}", fontcolor="{COLOURS[number]}"'


def _h(layer: int) -> str:
    return "h" + "′" * (layer - 1)


def _box() -> str:
    return 'shape=box, style="rounded,filled", fillcolor="#e9eef5"'


def _low(number: int) -> str:
    return str(number).translate(SUBSCRIPTS)
