"""Which layers are in a file of weights, and the blocks of one of them, named and shaped as its layout wants them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lstm_core.cells.conventions.layout import MOST, Blocks, Layout

_TORCH = re.compile(r"(weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)(?:_l(\d+))?(_reverse)?")
_FLAX = {f"{source}{gate}" for source in "ih" for gate in "ifgorzn"}  # the first letter: input or hidden
_PROJECTION = re.compile(r"weight_hr|proj", re.I)


class SeveralLayersError(ValueError):
    """A file holds several layers and none was chosen; `layers` are the names to choose from."""

    def __init__(self, layers: tuple[str, ...]) -> None:
        self.layers = layers
        super().__init__(f"This file holds {len(layers)} layers: {', '.join(layers)}. Choose the one to read.")


@dataclass(frozen=True)
class Contents:
    """One layer of a file: its blocks, and sentences about what was added or left out."""

    blocks: Blocks
    notes: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()  # all that could be read, where there are several


def layer_of(arrays: Mapping[str, np.ndarray], layout: Layout, layer: str = "") -> Contents:
    """The blocks of one layer under the layout's names: lstm.weight_ih_l0 is weight_ih, lstm/kernel:0 is kernel.

    layer: its name, as in SeveralLayersError; "" where the file holds but one. Raises ValueError with a sentence.
    """
    _refuse_flax(arrays)
    layers: dict[str, dict[str, str]] = {}  # name of a layer -> name of a block -> key in the file
    for key in arrays:
        where, name = _address(key)
        if name in layers.setdefault(where, {}):
            raise ValueError(f"This file has {name} twice. Keep one layer in it, and send it again.")
        layers[where][name] = key
    matrices = [name for name in layout.shapes(1, 1) if not _is_bias(name)]
    complete = {where: names for where, names in layers.items() if all(name in names for name in matrices)}
    if not complete:
        raise ValueError(_nothing_to_read(layers, layout))
    if len(complete) > 1 and layer not in complete:
        raise SeveralLayersError(tuple(complete))
    where = layer if layer in complete else next(iter(complete))
    others = [key for key in arrays if key not in complete[where].values()]
    found = _contents(arrays, complete[where], layout, others)
    return replace(found, layers=tuple(complete)) if len(complete) > 1 else found


def _address(key: str) -> tuple[str, str]:
    """The layer and the block that a key names: ("lstm, layer 1, backward", "weight_ih")."""
    path, _, name = key.replace("/", ".").removesuffix(":0").rpartition(".")
    if found := _TORCH.fullmatch(name):
        name, number, backward = found.groups()
        parts = [path, f"layer {number}" if number else "", "backward" if backward else ""]
        return ", ".join(filter(None, parts)), name
    return path, name


def _contents(
    arrays: Mapping[str, np.ndarray], names: Mapping[str, str], layout: Layout, others: list[str]
) -> Contents:
    wanted = layout.shapes(1, 1)
    if strange := next((name for name in names if _PROJECTION.search(name)), ""):
        raise ValueError(
            f"This layer has a projection ({strange}), so its h is smaller than its memory. "
            "Such a layer is not converted here."
        )
    blocks = {name: _plain(name, arrays[names[name]], len(wanted[name])) for name in wanted if name in names}
    notes = []
    if missing := [name for name in wanted if name not in blocks]:
        blocks |= _zeros(blocks, missing, layout)
        notes.append(f"There is no {' and no '.join(missing)} in this file; read as zeros.")
    if left_out := [*(names[name] for name in names if name not in wanted), *others]:
        shown = ", ".join(key[:40] for key in left_out[:6]) + (" and more" if len(left_out) > 6 else "")
        notes.append(f"Not read: {shown}.")
    return Contents({name: blocks[name] for name in wanted}, tuple(notes))


def _plain(name: str, block: np.ndarray, dimensions: int) -> np.ndarray:
    """A block as float64 of one or two dimensions. Raises ValueError with a sentence that names it."""
    if block.dtype.kind not in "fiu":
        raise ValueError(f"{name} holds no plain numbers. Save it as floats, and send it again.")
    shape = " × ".join(map(str, block.shape)) or "one number"
    if block.size == 0:
        raise ValueError(f"{name} is empty: its shape is {shape}.")
    if dimensions == 1 and block.ndim == 2 and 1 in block.shape:
        block = block.ravel()
    if block.ndim != dimensions:
        raise ValueError(f"{name} has {block.ndim} dimensions ({shape}), but {dimensions} are needed.")
    return np.asarray(block, dtype=float)


def _zeros(blocks: Blocks, missing: list[str], layout: Layout) -> Blocks:
    """Biases of zeros that fit the matrices. Raises ValueError if no size fits these."""
    sizes = ((inputs, hidden) for hidden in range(1, MOST + 1) for inputs in range(1, MOST + 1))
    for shapes in (layout.shapes(*size) for size in sizes):
        if all(block.shape == shapes[name] for name, block in blocks.items()):
            return {name: np.zeros(shapes[name]) for name in missing}
    raise ValueError(f"{' and '.join(missing)} is missing, and the shapes of the other blocks do not fit each other.")


def _is_bias(name: str) -> bool:
    return name.startswith("b")


def _refuse_flax(arrays: Mapping[str, np.ndarray]) -> None:
    gates = [parts for key in arrays if len(parts := key.replace("/", ".").split(".")) > 1 and parts[-2] in _FLAX]
    if len(gates) >= 4:
        raise ValueError(
            "This is one layer as Flax keeps it: a block for every gate, one by one (hf/kernel, if/kernel, ...). "
            "Join the kernels that begin with i, and those that begin with h, in the order of the layout, and send it "
            "again."
        )


def _nothing_to_read(layers: Mapping[str, Mapping[str, str]], layout: Layout) -> str:
    wanted = list(layout.shapes(1, 1))
    names = [name for blocks in layers.values() for name in blocks]
    if twice := next((name for name in names if name in wanted and names.count(name) > 1), ""):
        return f"This file has {twice} twice, and no layer is complete. {layout.name} keeps {', '.join(wanted)}."
    there = ", ".join(key[:30] for blocks in layers.values() for key in list(blocks.values())[:6]) or "nothing"
    missing = ", ".join(name for name in wanted if name not in names)
    return f"{layout.name} keeps {', '.join(wanted)}; in this file there is {there}. {missing} is missing."
