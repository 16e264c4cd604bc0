"""What a conversion does, and what stands where in a block, in sentences; LaTeX stands in $...$."""

from collections.abc import Iterator

from lstm_core.cells.conventions.layout import Layout


def steps(source: Layout, target: Layout) -> Iterator[str]:
    """What is done on the way, a sentence each."""
    both = (source, target)
    if bool(source.boxes) != bool(target.boxes):
        yield (
            "FAU has one matrix for every box, on $[h_{t-1}, x_t]$: its columns for $h$ stand first, then those "
            "for $x$. The others keep what reads $x$ and what reads $h$ apart, and stack the boxes."
        )
    if all(layout.boxes for layout in both):
        yield _order(source, target)
    if source.rows != target.rows:
        yield "Keras puts the input on the left, $x\\,W$, so every matrix is transposed: boxes are side by side."
    yield from _biases(source, target)
    if source.turned != target.turned:
        yield (
            "The update gate means the opposite. As $1-\\sigma(a) = \\sigma(-a)$, all weights of $z$, and its bias, "
            "change their sign."
        )


def means(layout: Layout, block: str) -> str:
    """What stands where in a block: $4H \\times X$, boxes $i$, $f$, $g$, $o$ below each other."""
    if not layout.boxes:
        return _of_a_box(layout, block)
    boxes = ", ".join(f"${letter}$" for letter in layout.letters)
    count = len(layout.boxes) if len(layout.boxes) > 1 else ""
    width = "X" if block in ("kernel", "weight_ih") else "H"
    if "bias" in block:
        shape = f"2 \\times {count}H" if layout.rows and layout.two else f"{count}H"
        rows = "; first what is added to $x\\,W$, then what is added to $h\\,U$" if shape[0] == "2" else ""
        return f"${shape}$: {boxes} one after the other{rows}" if count else f"${shape}$"
    shape = f"{width} \\times {count}H" if layout.rows else f"{count}H \\times {width}"
    return f"${shape}$: {boxes} {'side by side' if layout.rows else 'below each other'}" if count else f"${shape}$"


def _of_a_box(layout: Layout, block: str) -> str:
    inputs, hidden = 2, 3
    shape = layout.shapes(inputs, hidden)[block]
    if len(shape) == 1:
        return "$H$"
    if shape[1] == inputs + hidden:
        return "$H \\times (H + X)$: columns of $h_{t-1}$ first, then of $x_t$"
    return f"$H \\times {'X' if shape[1] == inputs else 'H'}$"


def _order(source: Layout, target: Layout) -> str:
    there, here = (", ".join(f"${letter}$" for letter in layout.letters) for layout in (source, target))
    if len(source.boxes) == 1:
        return "There is one box only, so there is no order to mind."
    if source.boxes == target.boxes:
        names = "under the same names" if there == here else f"called {there} there and {here} here"
        return f"The order of the boxes stays as it is, {names}."
    return f"The boxes are put in another order: {there} there, {here} here."


def _biases(source: Layout, target: Layout) -> Iterator[str]:
    """What becomes of one bias or two. Where r acts behind the matrix, the candidate needs two in any case."""
    boxes = source.boxes or target.boxes
    needed = sum(weight[0] == "b" for weight in source.cell.shapes(1, 1)) > len(boxes)
    but = " Only the candidate keeps both: one of them is inside the bracket that $r$ multiplies." if needed else ""
    if source.two and not target.two:
        yield f"The two biases of a box only ever act as their sum, so they are added.{but}"
    elif target.two and not source.two:
        yield f"{target.name} has two biases for a box. Only their sum counts, so the second one is 0.{but}"
    elif source.two and source is not target:
        yield f"Both have two biases. Of those that act as a sum, the first holds all of it and the second is 0.{but}"
