"""Blocks of one framework as blocks of another, and in sentences what has to be done for it."""

from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.cell import Shape
from lstm_core.conventions.layout import MOST, Blocks, Layout


def convert(source: Layout, target: Layout, blocks: Mapping[str, np.ndarray]) -> Blocks:
    """The same net in the target's blocks. Raises ValueError with a sentence where none is the same."""
    wrong = misfit(source, {name: block.shape for name, block in blocks.items()})
    if wrong:
        raise ValueError(": ".join(wrong))
    if source.cell != target.cell:
        raise ValueError(
            f"{source.name} and {target.name} do not compute the same: one lets r act before the matrix, "
            "r ⊙ h first and then times U, the other behind it. No choice of numbers makes up for that. "
            "Choose two that let r act at the same place."
        )
    return target.pack(source.unpack(blocks))


def misfit(layout: Layout, shapes: Mapping[str, Shape]) -> tuple[str, str] | None:
    """The first block that does not fit the others, and a sentence about it; None if all of them fit."""
    needed = layout.shapes(1, 1)
    missing = next((name for name in needed if name not in shapes), "")
    if missing:
        return missing, f"this block is missing; {layout.name} keeps {', '.join(needed)}"
    largest = MOST * max(len(layout.boxes), 2)
    huge = next((name for name in needed if max(shapes[name], default=0) > largest), "")
    if huge:
        return huge, f"it is {said(shapes[huge])}; up to {MOST} inputs and {MOST} units are converted here"
    (inputs, hidden), meant = max(_tried(layout), key=lambda one: _agreeing(shapes, one[1]))
    wrong = next((name for name in needed if shapes[name] != meant[name]), "")
    if not wrong:
        return None
    return wrong, (
        f"it is {said(shapes[wrong])}; beside the other blocks, which look like {_counted(inputs, 'input')} and "
        f"{_counted(hidden, 'unit')}, it has to be {said(meant[wrong])}"
    )


def example(layout: Layout, inputs: int, hidden: int, seed: int = 0) -> Blocks:
    """Numbers with one decimal to begin with, the same net in every layout that computes the same."""
    rng = np.random.default_rng(seed)
    shapes = layout.cell.shapes(inputs, hidden)
    return layout.pack({name: np.round(rng.uniform(-1, 1, shape), 1) + 0.0 for name, shape in shapes.items()})


def steps(source: Layout, target: Layout) -> Iterator[str]:
    """What is done on the way, a sentence each; LaTeX stands in $...$."""
    both = (source, target)
    if bool(source.boxes) != bool(target.boxes):
        yield (
            "FAU has one matrix for every box, on $[h_{t-1}, x_t]$: its columns for $h$ stand first, then those "
            "for $x$. The others keep what reads $x$ and what reads $h$ apart, and stack the boxes."
        )
    if all(layout.boxes for layout in both):
        yield _order(source, target)
    if source.rows != target.rows:
        yield "Keras lets the input stand on the left, $x\\,W$, so every matrix is transposed: boxes lie side by side."
    yield from _biases(source, target)
    if source.turned != target.turned:
        yield (
            "The update gate means the opposite. As $1-\\sigma(a) = \\sigma(-a)$, all weights of $z$, and its bias, "
            "change their sign."
        )


def said(shape: Shape) -> str:
    """A shape in words: 8 × 3, or 8 numbers."""
    return _counted(shape[0], "number") if len(shape) == 1 else " × ".join(map(str, shape))


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
    kept = (
        " Only the candidate keeps both: one of them stands inside the bracket that $r$ multiplies." if needed else ""
    )
    if source.two and not target.two:
        yield f"The two biases of a box only ever act as their sum, so they are added.{kept}"
    elif target.two and not source.two:
        yield f"{target.name} has two biases for a box. Only their sum counts, so the second one is 0.{kept}"
    elif source.two and source is not target:
        yield f"Both have two biases. Of those that act as a sum, the first holds all of it and the second is 0.{kept}"


def _tried(layout: Layout) -> Iterator[tuple[tuple[int, int], dict[str, Shape]]]:
    """Every size that is converted here, and the shapes of its blocks; small ones first."""
    for hidden in range(1, MOST + 1):
        for inputs in range(1, MOST + 1):
            yield (inputs, hidden), layout.shapes(inputs, hidden)


def _agreeing(shapes: Mapping[str, Shape], others: Mapping[str, Shape]) -> int:
    return sum(shapes[name] == shape for name, shape in others.items())


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
