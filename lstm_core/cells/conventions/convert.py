"""Blocks of one framework as blocks of another."""

from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.cell import Shape
from lstm_core.cells.conventions.layout import LAYOUTS, MOST, Blocks, Layout


def convert(source: Layout, target: Layout, blocks: Mapping[str, np.ndarray]) -> Blocks:
    """The same net in the target's blocks. Raises ValueError with a sentence where none is the same."""
    wrong = misfit(source, {name: block.shape for name, block in blocks.items()})
    if wrong:
        raise ValueError(": ".join(wrong))
    if source.cell != target.cell:
        raise ValueError(
            f"{source.name} and {target.name} do not compute the same: one lets r act before the matrix, "
            "r ⊙ h first and then times U, the other behind it. No choice of numbers makes up for that. "
            f"The same as {source.name} compute: {'; '.join(like(source))}."
        )
    return target.pack(source.unpack(blocks))


def like(layout: Layout) -> list[str]:
    """The names of the other layouts that compute the same."""
    group = next(group for group in LAYOUTS.values() if layout in group)
    return [other.name for other in group if other.cell == layout.cell and other != layout]


def misfit(layout: Layout, shapes: Mapping[str, Shape]) -> tuple[str, str] | None:
    """The first block that does not fit the others, and a sentence about it; None if all of them fit."""
    needed = layout.shapes(1, 1)
    missing = next((name for name in needed if name not in shapes), "")
    if missing:
        return missing, f"this block is missing; {layout.name} keeps {', '.join(needed)}"
    largest = MOST * max(len(layout.boxes), 2)
    huge = next((name for name in needed if max(shapes[name], default=0) > largest), "")
    if huge:
        return huge, f"it is {in_words(shapes[huge])}; up to {MOST} inputs and {MOST} units are converted here"
    (inputs, hidden), meant = max(_tried(layout), key=lambda one: _agreeing(shapes, one[1]))
    wrong = next((name for name in needed if shapes[name] != meant[name]), "")
    if not wrong:
        return None
    return wrong, (
        f"it is {in_words(shapes[wrong])}; beside the other blocks, which look like {_counted(inputs, 'input')} and "
        f"{_counted(hidden, 'unit')}, it has to be {in_words(meant[wrong])}"
    )


def example(layout: Layout, inputs: int, hidden: int, seed: int = 0) -> Blocks:
    """Numbers with one decimal to begin with, the same net in every layout that computes the same."""
    rng = np.random.default_rng(seed)
    shapes = layout.cell.shapes(inputs, hidden)
    return layout.pack({name: np.round(rng.uniform(-1, 1, shape), 1) + 0.0 for name, shape in shapes.items()})


def in_words(shape: Shape) -> str:
    """A shape in words: 8 × 3, or 8 numbers."""
    return _counted(shape[0], "number") if len(shape) == 1 else " × ".join(map(str, shape))


def _tried(layout: Layout) -> Iterator[tuple[tuple[int, int], dict[str, Shape]]]:
    """Every size that is converted here, and the shapes of its blocks; small ones first."""
    for hidden in range(1, MOST + 1):
        for inputs in range(1, MOST + 1):
            yield (inputs, hidden), layout.shapes(inputs, hidden)


def _agreeing(shapes: Mapping[str, Shape], others: Mapping[str, Shape]) -> int:
    return sum(shapes[name] == shape for name, shape in others.items())


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
