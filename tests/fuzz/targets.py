"""Every reader of what a learner types, uploads or a browser sends, and what a fuzzer feeds it.

Each may refuse with a ValueError that says why in a sentence. Anything else that is raised is a fault.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from safetensors.numpy import save as write_tensors

from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of, read_own, unpacked
from lstm_core.exam.log import portable
from lstm_core.generation import model
from lstm_core.generation.corpus import tunes
from lstm_core.generation.music.abc import bars, read_tune
from lstm_core.generation.music.bar_check import complaints
from lstm_core.generation.music.transpose import to_c
from lstm_core.generation.upload import read_corpus
from lstm_core.grade.as_cell import as_cell
from lstm_core.grade.drawing import read_drawing
from lstm_core.grade.equations import plain_equations, read_plain
from lstm_core.grade.from_cell import drawing_of
from lstm_core.grade.runnable import Unrunnable
from lstm_core.notation import read_cell
from lstm_core.prose.complaint import Complaint
from lstm_core.run.arithmetic import worked_out
from lstm_core.run.manual_gates import STEPS, check_program, run_program
from lstm_core.run.url import unpack
from lstm_core.tasks.draft import Draft, channels, examples, task_of
from lstm_core.tasks.grid import read_grid
from lstm_core.training.pretrained import SHIPPED, path
from lstm_core.training.probe.inputs import check_board, from_text
from lstm_core.training.trained import load
from tests.fuzz.made import Bytes, json_near, text_near

WORDS = (
    "sigmoid(", "tanh(", "linear(", "peephole(", "h_next", "c_next", " = ", "1 - ", "*", "+", "(", ")", ",", "#",
    "$", "lambda x: x", "__import__('os')", "x.y", "[h, x]", "{t-1}", "_t", "σ", "⊙", "~", "\\", "\n", "\r", "\x0c",
    "\u2028", "\x00", "1e999", "**", "^", "((((", "ln(", "sqrt(-1)", "9" * 400, "if", "²", "٣", ":=", "'", '"', ";",
    "%", "|:", ":|", "K:", "M:0/0", "L:1/0", "(3", "[CEG]", "X:1", "{", "}", "&", "<", ">",
)  # fmt: skip
EVENT = {
    "id": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "at": 1.5,
    "kind": "drill",
    "item": "N01",
    "data": {"right": True},
}
LOG = {"recall": "log", "version": 1, "events": [EVENT, EVENT | {"id": EVENT["id"].replace("1b", "2c"), "at": 2}]}
TUNE = "X:1\nT:The Fuzz\nM:6/8\nL:1/8\nK:G\n|:GAB c2d|e>f g/2a//b (3abc:|1 d3 [CEG]2 z4:|2 ^f=g_A,, C'|]\n"
SIGNS = (
    "[K:",
    "[M:2+3/8]",
    "[L:",
    "[V:2]",
    "V:1",
    "Z99",
    "&",
    "(5:4:",
    " exp ^f",
    "clef=bass",
    "w:",
    "+:",
    "%%begin",
    "♯",
)
PROGRAM = {name: [0.5] * STEPS for name in ("f", "i", "g", "o")}


def notation(data: bytes) -> None:
    """A learner's own cell: read, written out, and read again alike."""
    text = text_near(data, _pages(), WORDS)
    read_cell("Yours", text)
    cell = read_own("Mine", text)
    assert read_own("Mine", page_of(cell)).nodes == cell.nodes


def plain(data: bytes) -> None:
    """Equations as on paper."""
    read_plain("Yours", text_near(data, _equations(), WORDS))


def drawing(data: bytes) -> None:
    """What the wiring editor sends, and the cell it is."""
    found = read_drawing(json_near(data, _drawing()))
    assert read_drawing(found.data()) == found
    as_cell(found)


def log(data: bytes) -> None:
    """A log that was taken along, as text or as bytes."""
    if data[:1] == b"\xff":
        text = text_near(data[1:], (json.dumps(LOG),), WORDS)
    else:
        text = json.dumps(json_near(data, LOG), skipkeys=True)
    events = portable.read(text)
    assert portable.read(portable.write(events)) == events


def net(data: bytes) -> None:
    """A trained net: any bytes, a forged header, or right weights with a forged experiment."""
    how, rest = data[:1], data[1:]
    if how < b"\x20":
        load(_damaged(rest, _net_file()))
    header = json_near(rest, _experiment())
    file = write_tensors(_tensors(), metadata={"experiment": json.dumps(header, skipkeys=True)})
    found = load(file)
    found.predict(np.zeros((4, 2, len(found.experiment.task_spec.inputs))))
    load(found.save())


def speaker(data: bytes) -> None:
    """A next-symbol net, forged in the same ways."""
    how, rest = data[:1], data[1:]
    if how < b"\x20":
        model.load(_damaged(rest, _speaker_file()))
    tensors, words = _speaker()
    forged = json_near(rest, {"symbols": words["symbols"], "about": "a net"})
    model.load(write_tensors(tensors, metadata={"net": json.dumps(forged, skipkeys=True)})).begin()


def upload(data: bytes) -> None:
    """A text or tunes to learn from."""
    how, rest = data[:1], data[1:]
    if how < b"\x20":
        read_corpus(rest * 40)
    read_corpus(
        (text_near(rest, (TUNE, "Once upon a time.\n\nThere was a net.\n"), WORDS) * 20).encode("utf-8", "replace")
    )


def tune(data: bytes) -> None:
    """A tune in ABC, its bars and notes."""
    text = text_near(data, (TUNE,), (*WORDS, *SIGNS))
    tunes(text)
    found = read_tune(text)
    assert all(bar.notes for bar in bars(found))
    assert all(sentence.endswith(".") for sentence in found.unread)
    complaints(found)
    to_c(found)


def designed(data: bytes) -> None:
    """A task of one's own: names, grids, variation; then sequences are made of it."""
    drafts = list(examples().values())
    source = Bytes(data)
    draft = drafts[source.number(len(drafts))]
    row = json_near(source.rest(), vars(draft) | {"name": "Mine", "note": ""})
    if not isinstance(row, dict) or set(row) != {*vars(draft), "name"}:
        channels(str(row), "input")
        return
    task = task_of(str(row.pop("name")), _typed(row))
    task.make(np.random.default_rng(0), 2)


def arithmetic(data: bytes) -> None:
    """An answer typed as arithmetic."""
    worked_out(text_near(data, ("ln(.5)/ln(.9)", "4*(10+20)*20", "2^10", "σ(1)", "-3,5e2"), WORDS))


def links(data: bytes) -> None:
    """What stands in an address: numbers, a packed cell, a sequence."""
    text = text_near(
        data,
        ("0.5_-1_2.25_3", "eJwrTi1RSC8tSk0FAA", "nan_1_1_1", "1_0_0_0_0.5_0_0_0_0_0_0_1"),
        ("_", "inf", "-", "=", "%"),
    )
    for read in (
        lambda: unpack(text, {"W": (2, 2)}),
        lambda: unpacked(text),
        lambda: from_text(text, [(0.0, 1.0)] * 3),
    ):
        refused(read)


def boards(data: bytes) -> None:
    """What the gate console, the probe board and the grids of the task designer send."""
    program = json_near(data, PROGRAM)
    lstm = CELLS["LSTM"]
    refused(lambda: run_program(lstm, check_program(lstm, program)))
    refused(lambda: check_board(json_near(data, {"0": [0.5] * 6, "1": [0] * 6}), 6, [(0.0, 1.0)] * 2))
    refused(lambda: read_grid([[json_near(data, 0.5)]], ["a"]))


TARGETS: dict[str, Callable[[bytes], None]] = {
    reader.__name__: reader
    for reader in (
        notation, plain, drawing, log, net, speaker, upload, tune, designed, arithmetic, links, boards,
    )
}  # fmt: skip


def refused(read: Callable[[], Any]) -> bool:
    """Whether it said no, in a sentence. Whatever else is raised, is raised."""
    try:
        read()
    except ValueError as error:
        said = str(error)
        if type(error) not in (ValueError, Complaint, Unrunnable) or " " not in said or len(said) > 500:
            raise AssertionError(f"this is no sentence: {type(error).__name__}: {said[:300]!r}") from error
        return True
    return False


@cache
def _pages() -> tuple[str, ...]:
    return tuple(page_of(cell) for cell in CELLS.values())


@cache
def _equations() -> tuple[str, ...]:
    return tuple(
        "\n".join(found) if not isinstance(found, str) else found for found in map(plain_equations, CELLS.values())
    )


@cache
def _drawing() -> Any:
    return drawing_of(CELLS["Elman"]).data()


@cache
def _net_file() -> bytes:
    return path(next(iter(SHIPPED))).read_bytes()


@cache
def _experiment() -> Any:
    data = _net_file()
    return json.loads(json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])["__metadata__"]["experiment"])


@cache
def _tensors() -> Any:
    found = load(_net_file())
    return {f"{k}.{name}": w.astype(np.float32) for k, layer in enumerate(found.weights) for name, w in layer.items()}


@cache
def _speaker() -> Any:
    shapes = CELLS["LSTM"].shapes(4, 2) | {"W_y": (4, 2), "b_y": (4,)}
    end = model.shipped_net().symbols[0]
    return {name: np.ones(shape, np.float32) for name, shape in shapes.items()}, {"symbols": f"{end}abc"}


@cache
def _speaker_file() -> bytes:
    tensors, words = _speaker()
    return write_tensors(tensors, metadata={"net": json.dumps(words | {"about": "a net"})})


def _damaged(data: bytes, file: bytes) -> bytes:
    """The file with some bytes changed, or cut short, or something else altogether."""
    source = Bytes(data)
    if source.number(8) == 0:
        return source.rest()
    changed = bytearray(file[: source.number(len(file) * 2)] or file)
    while not source.over():
        at = source.number(min(len(changed), 1500))
        changed[at] = source.number(256)
    return bytes(changed)


def _typed(row: dict[str, Any]) -> Draft:
    """A draft as the page would hold it: text in every cell and in every name."""
    lines = lambda value: value if isinstance(value, list | tuple) else [value]
    grid = lambda value: tuple(tuple(map(str, lines(line))) for line in lines(value))
    numbers = {
        name: row[name] if isinstance(row[name], kind) and not isinstance(row[name], bool) else 5
        for name, kind in (("steps", int), ("shift", int), ("noise", int | float))
    }
    names = {side: channels(",".join(map(str, lines(row[side]))), side) for side in ("inputs", "outputs")}
    return Draft(**names, xs=grid(row["xs"]), ys=grid(row["ys"]), **numbers)
