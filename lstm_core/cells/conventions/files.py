"""Blocks as files: .npz of NumPy, .safetensors, or text in which a name stands above each block's rows."""

import io
import re
import zipfile
from collections.abc import Mapping

import numpy as np

from lstm_core.cells.conventions.layers import Contents, layer_of
from lstm_core.cells.conventions.layout import Blocks, Layout
from lstm_core.cells.conventions.pasted import LARGEST, array, text
from lstm_core.cells.conventions.printed import without_stray_ends

LARGEST_FILE, LARGEST_UNPACKED = 200_000, 2_000_000  # bytes
KINDS = ("npz", "safetensors", "csv", "txt")
_RUNS_CODE = {"pt", "pth", "bin", "ckpt", "pkl", "pickle", "joblib"}
_TITLE = re.compile(r"""^(?:OrderedDict|dict)?[\s"'({\[,]*([A-Za-z_][\w.]*(?:[/:][\w.]+)*)["']?\s*(?:[=:,]\s*)?(.*)$""")
_NO_TITLES = {"nan", "inf", "tensor", "array", "parameter", "param", "columns", "column", "ans", "tf", "np", "jnp"}


def read(name: str, data: bytes, layout: Layout, layer: str = "") -> Blocks:
    """The blocks of one layer in a learner's file. Raises ValueError with a sentence, see `contents`."""
    return contents(name, data, layout, layer).blocks


def contents(name: str, data: bytes, layout: Layout, layer: str = "") -> Contents:
    """One layer of a learner's file and what is to be said about it.

    Raises ValueError with a sentence; SeveralLayersError where `layer` has to be chosen.
    """
    if len(data) > LARGEST_FILE:
        raise ValueError(f"This file has {len(data) / 1e3:,.0f} kB; up to {LARGEST_FILE / 1e3:.0f} kB are read here.")
    readers = {"npz": _npz, "safetensors": _safetensors, "csv": _text, "txt": _text}
    kind = name.rpartition(".")[2].lower()
    if kind not in readers:
        why = " Opening such a file could run code; save the numbers with numpy.savez." if kind in _RUNS_CODE else ""
        raise ValueError(f"This file is called {name[-30:]}; .npz, .safetensors, .csv and .txt are read here.{why}")
    found = layer_of(readers[kind](data, layout), layout, layer)
    for block, values in found.blocks.items():
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
    rows = [
        line
        for name, block in blocks.items()
        for line in (name, *(",".join(row.split()) for row in text(block).splitlines()))
    ]
    return "\n".join(rows).encode()


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
    from safetensors import SafetensorError, deserialize

    try:
        return {name: _tensor(**tensor) for name, tensor in deserialize(data)}
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ValueError("This is no .safetensors file of plain numbers; write it with its save_file.") from error


def _tensor(dtype: str, shape: list[int], data: bytes) -> np.ndarray:
    """A tensor of a .safetensors file; one of a format that NumPy lacks is refused later, by its name."""
    if dtype == "BF16":  # the upper half of a float32
        return (np.frombuffer(data, "<u2").astype("<u4") << 16).view("<f4").reshape(shape)
    formats = {f"{letter.upper()}{bits}": f"<{letter}{bits // 8}" for letter in "fiu" for bits in (8, 16, 32, 64)}
    if dtype not in formats or dtype == "F8":
        return np.array([dtype])
    return np.frombuffer(data, formats[dtype]).reshape(shape)


def _text(data: bytes, layout: Layout) -> dict[str, np.ndarray]:
    """A name on a line of its own or in front, then its rows, in any form that can be pasted."""
    wide = {name: len(shape) for name, shape in layout.shapes(1, 1).items()}
    blocks: dict[str, list[str]] = {}
    for line in filter(str.strip, _decoded(data).splitlines()):
        name, rest = _title(line, wide)
        if name and name in blocks:
            raise ValueError(f"This file has {name[:30]} twice. Keep one layer in it, and send it again.")
        if name:
            blocks[name] = [rest]
        elif not blocks:
            raise ValueError("A name such as weight_ih must be on a line above its numbers.")
        else:
            blocks[list(blocks)[-1]].append(line)
    return {name: _block(name, "\n".join(lines), wide.get(_last(name), 2)) for name, lines in blocks.items()}


def _decoded(data: bytes) -> str:
    """Text of a file: UTF-8, UTF-16 with its mark, or what a Windows program writes; names and numbers are the same."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("This file is not a text; save it as UTF-8.")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("This file is not a text; save it as UTF-8.")


def _title(line: str, wide: Mapping[str, int]) -> tuple[str, str]:
    """The name that a line begins with, and what stands behind it; "" for a line of numbers.

    Any word may be a name that stands alone; in front of numbers, only the name of one of the layout's blocks.
    """
    found = _TITLE.match(line.strip())
    if not found or found[1].lower().partition(".")[0] in _NO_TITLES:
        return "", line
    name, rest = found.groups()
    if rest.strip(" ,;\t") and _last(name) not in wide:
        return "", line
    return name, rest if rest.strip(" ,;\t") else ""


def _last(name: str) -> str:
    """weight_ih of lstm.weight_ih_l0."""
    return re.sub(r"(_l\d+)?(_reverse)?(:0)?$", "", re.split(r"[./]", name)[-1])


def _block(name: str, words: str, dimensions: int) -> np.ndarray:
    closed = without_stray_ends(words)
    try:
        return array(closed, dimensions)
    except ValueError as error:
        raise ValueError(f"In {name[:30]}, {error}.") from None
