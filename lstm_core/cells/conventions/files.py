"""Blocks as files: .npz of NumPy, .safetensors, or text in which a name stands above each block's rows."""

import io
import zipfile
from collections.abc import Mapping

import numpy as np

from lstm_core.cells.conventions.layout import Blocks, Layout
from lstm_core.cells.conventions.pasted import LARGEST, array, text

LARGEST_FILE, LARGEST_UNPACKED = 200_000, 2_000_000  # bytes
KINDS = ("npz", "safetensors", "csv", "txt")


def read(name: str, data: bytes, layout: Layout) -> Blocks:
    """The blocks of one layer in a learner's file. Raises ValueError with a sentence."""
    if len(data) > LARGEST_FILE:
        raise ValueError(f"This file has {len(data) / 1e3:,.0f} kB; up to {LARGEST_FILE / 1e3:.0f} kB are read here.")
    readers = {"npz": _npz, "safetensors": _safetensors, "csv": _text, "txt": _text}
    kind = name.rpartition(".")[2].lower()
    if kind not in readers:
        raise ValueError(f"This file is called {name[-30:]}; .npz, .safetensors, .csv and .txt are read here.")
    found = _named(readers[kind](data, layout), layout)
    for block, values in found.items():
        if not np.all(np.abs(values) <= LARGEST):
            raise ValueError(
                f"{block} holds something that is no usual number, such as nan, inf or more than a million."
            )
    return found


def write(blocks: Mapping[str, np.ndarray], kind: str) -> bytes:
    """The blocks as a file of this kind."""
    if kind == "safetensors":
        from safetensors.numpy import save

        return save({name: np.ascontiguousarray(block) for name, block in blocks.items()})
    if kind == "npz":
        page = io.BytesIO()
        np.savez(page, allow_pickle=False, **dict(blocks))
        return page.getvalue()
    rows = ("\n".join([name, *(",".join(line.split()) for line in text(block).splitlines())])
            for name, block in blocks.items())  # fmt: skip
    return "\n".join(rows).encode()


def _named(found: Mapping[str, np.ndarray], layout: Layout) -> Blocks:
    """The blocks under the layout's names: lstm.weight_ih_l0 is weight_ih, lstm_cell/kernel:0 is kernel."""
    wanted, blocks = layout.shapes(1, 1), Blocks()
    for key, block in found.items():
        name = key.replace("/", ".").rpartition(".")[2].removesuffix(":0").removesuffix("_l0")
        if name in wanted and name in blocks:
            raise ValueError(f"This file has {name} twice. Keep one layer in it, and send it again.")
        if name in wanted and block.dtype.kind not in "fiu":
            raise ValueError(f"{name} holds no plain numbers. Save it as floats, and send it again.")
        if name in wanted:
            blocks[name] = np.asarray(block, dtype=float)
    missing = [name for name in wanted if name not in blocks]
    if missing:
        there = ", ".join(key[:30] for key in list(found)[:6]) or "nothing"
        raise ValueError(
            f"{layout.name} keeps {', '.join(wanted)}; in this file there is {there}. {', '.join(missing)} is missing."
        )
    return blocks


def _npz(data: bytes, layout: Layout) -> dict[str, np.ndarray]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked <= LARGEST_UNPACKED:
            with np.load(io.BytesIO(data), allow_pickle=False) as book:
                return {name: book[name] for name in book.files}
    except Exception as error:  # a broken zip fails in a dozen ways
        raise ValueError("This is no .npz file of plain numbers; write it with numpy.savez.") from error
    raise ValueError(f"Unpacked, this file has {unpacked / 1e6:,.0f} MB; up to {LARGEST_UNPACKED / 1e6:.0f} are read.")


def _safetensors(data: bytes, layout: Layout) -> dict[str, np.ndarray]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        return load(data)
    except (SafetensorError, KeyError, TypeError) as error:
        raise ValueError("This is no .safetensors file of plain numbers; write it with its save_file.") from error


def _text(data: bytes, layout: Layout) -> dict[str, np.ndarray]:
    """A name on a line of its own, then its rows."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ValueError("This file is not a text; save it as UTF-8.") from None
    rows: dict[str, list[str]] = {}
    for line in filter(str.strip, lines):
        name = line.strip(' ,;:\t"')
        if name[:1].isalpha() and name.lower() not in ("nan", "inf"):
            rows[name] = []
        elif not rows:
            raise ValueError("A name such as weight_ih has to stand on a line above its numbers.")
        else:
            rows[list(rows)[-1]].append(line)
    wide = {name: len(shape) for name, shape in layout.shapes(1, 1).items()}
    return {name: _block(name, "\n".join(block), wide.get(name, 2)) for name, block in rows.items()}


def _block(name: str, words: str, dimensions: int) -> np.ndarray:
    try:
        return array(words, dimensions)
    except ValueError as error:
        raise ValueError(f"In {name[:30]}, {error}.") from None
