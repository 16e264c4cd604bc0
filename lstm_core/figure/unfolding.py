"""A recurrent net over time: one picture (SVG) in layers that can be shown one after the other, and its sizes.

`<g class="folded">` is the net with its loop; `<g class="copy" data-step="1">` and so on are its copies, each with
the wires that lead to it. A matrix has one colour and one name wherever it is used.
"""

from collections.abc import Iterator

from lstm_core.cell import Cell

MOST_STEPS, MOST_LAYERS = 8, 2
ACROSS, DOWN, EDGE, RADIUS = 110, 92, 46, 20  # between copies, between rows, around all, of a circle
COLOURS = ("#0072b2", "#b34700", "#935778", "#8d6100", "#007756")  # of the matrices, in this order:
NAMES = ("W_xh", "W_hh", "W′_xh", "W′_hh", "W_hy")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def unfolding(time: int, layers: int = 1, every: bool = True) -> str:
    """The picture. `every`: an output at every step, else only at the last."""
    if not 1 <= time <= MOST_STEPS or not 1 <= layers <= MOST_LAYERS:
        raise ValueError(f"draw 1 to {MOST_STEPS} steps and 1 or {MOST_LAYERS} layers, not {time} and {layers}")
    width, height = ACROSS * time + 2 * EDGE, DOWN * (layers + 1) + 2 * EDGE
    copies = (_copy(step, layers, every or step == time) for step in range(1, time + 1))
    groups = [_group('class="folded"', _folded(layers)), _group('class="start"', _start(layers)), *copies]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<defs>{''.join(map(_arrow, range(len(COLOURS))))}</defs>{''.join(groups)}</svg>"
    )


def _copy(step: int, layers: int, out: bool) -> str:
    """One copy: its input, its hidden layers, its output, and what comes from the copy before."""
    low = str(step).translate(SUBSCRIPTS)
    return _group(f'class="copy" data-step="{step}"', [*_net(step, layers, low, out), *_from_before(step, layers)])


def _folded(layers: int) -> Iterator[str]:
    """The net once, with a loop from each hidden layer to itself."""
    yield from _net(1, layers, "ₜ", True)
    for layer in range(1, layers + 1):
        x, y = _at(1, layer, layers)
        loop = f"M{x + RADIUS} {y - 8} C{x + 66} {y - 34} {x + 66} {y + 34} {x + RADIUS + 4} {y + 9}"
        yield _wire(2 * layer - 1, loop, x + 60, y + 30)


def _start(layers: int) -> Iterator[str]:
    """The states before the first step."""
    for layer in range(1, layers + 1):
        yield _node(*_at(0, layer, layers), f"h{'′' * (layer - 1)}₀", "given")


def _net(step: int, layers: int, low: str, out: bool) -> Iterator[str]:
    """Input, hidden layers and output of a copy, with the wires upwards."""
    yield _node(*_at(step, 0, layers), f"x{low}", "input")
    for layer in range(1, layers + 1):
        yield _upwards(2 * layer - 2, step, layer, layers)
        yield _node(*_at(step, layer, layers), f"h{'′' * (layer - 1)}{low}", "hidden")
    if out:
        yield _upwards(4, step, layers + 1, layers)
        yield _node(*_at(step, layers + 1, layers), f"y{low}", "output")


def _upwards(weight: int, step: int, row: int, layers: int) -> str:
    x, y = _at(step, row, layers)
    return _wire(weight, f"M{x} {y + DOWN - RADIUS} V{y + RADIUS + 6}", x + 5, y + DOWN // 2 + 4)


def _from_before(step: int, layers: int) -> Iterator[str]:
    for layer in range(1, layers + 1):
        x, y = _at(step, layer, layers)
        yield _wire(2 * layer - 1, f"M{x - ACROSS + RADIUS} {y} H{x - RADIUS - 6}", x - ACROSS / 2 - 18, y - 7)


def _at(step: int, row: int, layers: int) -> tuple[int, int]:
    """The middle of a circle; row 0 is the input's, at the bottom."""
    return EDGE + ACROSS * step, EDGE + DOWN * (layers + 1 - row)


def _node(x: int, y: int, name: str, kind: str) -> str:
    return f'<g class="{kind}"><circle cx="{x}" cy="{y}" r="{RADIUS}"/><text x="{x}" y="{y + 5}">{name}</text></g>'


def _wire(weight: int, path: str, x: float, y: float) -> str:
    """A wire in the colour of its matrix, and the matrix's name beside it."""
    colour = COLOURS[weight]
    line = f'<path class="wire" d="{path}" stroke="{colour}" marker-end="url(#tip-{weight})"/>'
    name = f'<text class="weight" x="{x:g}" y="{y:g}" fill="{colour}">{NAMES[weight]}</text>'
    return f'<g style="--hue: {colour}">{line}{name}</g>'


def _arrow(weight: int) -> str:
    return (
        f'<marker id="tip-{weight}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="4" markerHeight="4" orient="auto">'
        f'<path class="tip" d="M0 0L8 4L0 8z" fill="{COLOURS[weight]}" style="--hue: {COLOURS[weight]}"/></marker>'
    )


def _group(attributes: str, parts: Iterator[str] | list[str]) -> str:
    return f"<g {attributes}>{''.join(parts)}</g>"


def parameters(cell: Cell, inputs: int, hidden: int, outputs: int, layers: int = 1) -> int:
    """How many numbers such a net learns, its readout included, whatever the number of steps."""
    above = (layers - 1) * cell.parameters(hidden, hidden)
    return cell.parameters(inputs, hidden) + above + outputs * (hidden + 1)


def longest_path(time: int, layers: int = 1) -> int:
    """Through how many hidden layers the first input passes until it reaches the last output."""
    return time + layers - 1


def describe(time: int, layers: int = 1, every: bool = True, folded: bool = False) -> str:
    """The picture in a sentence, for those who cannot see it."""
    stack = "one hidden layer" if layers == 1 else f"{layers} hidden layers"
    if folded:
        return f"One net with {stack} and a loop: the hidden state goes back into the layer one step later."
    outputs = "An output leaves at every step." if every else f"One output leaves, at step {time}."
    return (
        f"The same net with {stack} drawn {time} times, side by side; each copy hands its state to the next. {outputs}"
    )
