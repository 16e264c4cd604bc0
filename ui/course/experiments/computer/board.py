"""The weight board: a grid of numbers for every layer, or for every gate where a layer has more units than one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lstm_core.course.computer import Layer, Program, Puzzle, weights_of
from ui.common.session import chosen, drawn, session

ROW, HEAD = 35, 38  # pixels of a row and of the heading
LARGEST = 100_000.0
BIAS = "bias"
BOXES = {"f": "f, forget gate", "i": "i, input gate", "g": "C̃, candidate", "o": "o, output gate"}


@dataclass(frozen=True)
class WeightBoard:
    """What lies on the board for one puzzle."""

    base: Program  # what the grids began with
    program: Program  # with everything typed since
    version: int = 0  # how often the grids began anew
    hints: int = 0  # how many were taken
    shown: bool = False  # whether the solution was asked for


@dataclass(frozen=True)
class Sheet:
    """One grid: a layer, and for each of its rows the box and the unit."""

    layer: int
    name: str
    rows: tuple[tuple[str, int], ...]  # (box, unit)
    labels: tuple[str, ...]


def current_board(puzzle: Puzzle) -> WeightBoard:
    """The board as it was left; at first with what is given."""
    start = weights_of(puzzle)
    return session().experiments.weight_boards.get(puzzle.key) or WeightBoard(start, start)


def keep_board(puzzle: Puzzle, board: WeightBoard) -> None:
    """Remember the board."""
    session().experiments.weight_boards[puzzle.key] = board


def put_program(puzzle: Puzzle, program: Program, **changes: Any) -> None:
    """Lay another program on the board; the grids begin anew from it."""
    board = current_board(puzzle)
    keep_board(puzzle, replace(board, base=program, program=program, version=board.version + 1, **changes))


def show(puzzle: Puzzle) -> Program:
    """Draw all grids and return the program as it stands."""
    board = current_board(puzzle)
    grids = list(sheets(puzzle))
    if not all(drawn(_key(puzzle, board, sheet)) for sheet in grids):  # drawn afresh: begin from what is kept
        board = replace(board, base=board.program)
    program = board.base
    for sheet in grids:
        layer = puzzle.machine.layers[sheet.layer]
        st.markdown(f"**{sheet.name}**")
        _grid(sheet, layer, board.base, _key(puzzle, board, sheet))
        program = with_typed_cells(program, sheet, layer, chosen(_key(puzzle, board, sheet), {}))
    keep_board(puzzle, replace(board, program=program))
    return program


def sheets(puzzle: Puzzle) -> Iterator[Sheet]:
    """One grid per layer of one unit, one per open gate of a larger layer."""
    for number, layer in enumerate(puzzle.machine.layers):
        boxes = [box for where, box in puzzle.open if where == number]
        if len(layer.units) == 1:
            rows = tuple((box, 0) for box in boxes)
            yield Sheet(number, f"The unit “{layer.units[0]}”", rows, tuple(BOXES[box] for box in boxes))
            continue
        for box in boxes:
            rows = tuple((box, unit) for unit in range(len(layer.units)))
            yield Sheet(number, f"Every {BOXES[box].partition(', ')[2]}", rows, layer.units)


def with_typed_cells(program: Program, sheet: Sheet, layer: Layer, sent: Mapping[str, Any]) -> Program:
    """The program with the cells that were changed; `sent` is what a browser says, so it is checked."""
    weights = {name: array.copy() for name, array in program[sheet.layer].items()}
    for row, cells in sent.get("edited_rows", {}).items():
        box, unit = sheet.rows[int(row)]
        for column, cell in cells.items():
            value = min(max(float(cell or 0.0), -LARGEST), LARGEST)
            if column == BIAS:
                weights[f"b_{box}"][unit] = value
            elif column.startswith("x "):
                weights[f"W_{box}"][unit, layer.inputs.index(column[2:])] = value
            elif column.startswith("h "):
                weights[f"U_{box}"][unit, layer.units.index(column[2:])] = value
    return (*program[: sheet.layer], weights, *program[sheet.layer + 1 :])


def _grid(sheet: Sheet, layer: Layer, program: Program, key: str) -> None:
    weights = program[sheet.layer]
    columns: dict[str, list[Any]] = {"row": list(sheet.labels)}
    columns |= {
        f"x {name}": [float(weights[f"W_{box}"][unit, k]) for box, unit in sheet.rows]
        for k, name in enumerate(layer.inputs)
    }
    columns |= {
        f"h {name}": [float(weights[f"U_{box}"][unit, k]) for box, unit in sheet.rows]
        for k, name in enumerate(layer.units)
    }
    columns[BIAS] = [float(weights[f"b_{box}"][unit]) for box, unit in sheet.rows]
    config: dict[str, Any] = {name: _column(name) for name in columns}
    config["row"] = st.column_config.TextColumn("", width=110, pinned=True)
    st.data_editor(
        columns,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["row"],
        column_config=config,
        height=HEAD + ROW * len(sheet.rows),
    )


def _column(name: str) -> Any:
    kind, _, what = name.partition(" ")
    labels = {"x": what, "h": f"h of {what}"}
    words = {"x": f"Weight on the input {what}", "h": f"Weight on what {what} showed one step ago"}
    return st.column_config.NumberColumn(
        labels.get(kind, name),
        width=72,
        help=words.get(kind),
        min_value=-LARGEST,
        max_value=LARGEST,
        step=0.0001,
        format="%g",
    )


def _key(puzzle: Puzzle, board: WeightBoard, sheet: Sheet) -> str:
    return f"board {puzzle.key} {sheet.layer} {sheet.name} {board.version}"
