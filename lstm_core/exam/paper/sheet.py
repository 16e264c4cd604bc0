"""Everything on one page: figure, equations, pitfalls and all cells on a sheet of A4, made from the core."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES, role
from lstm_core.cells import CELLS
from lstm_core.exam.cards.pictures import enlarged, printed
from lstm_core.exam.paper.comparison_table import coloured, row
from lstm_core.exam.paper.typeset import math, pieces
from lstm_core.figure import describe
from lstm_core.figure.explain import Explanation, explain
from lstm_core.figure.stages import stages
from lstm_core.latex import FAU, Convention, equation, named, symbol
from lstm_core.prose import read

LAYOUT = Path(__file__).with_name("sheet.typ")
FONT = "Libertinus Serif"  # comes with typst, so that the sheet looks the same everywhere
LARGER = 1.35  # times the letters of the figure on a screen


def sheet(convention: Convention = FAU) -> bytes:
    """The sheet as a PDF of one page, in the letters of a book."""
    return _compiled(convention, "pdf")


def preview(convention: Convention = FAU) -> bytes:
    """The sheet as a PNG picture, to be looked at on a screen."""
    return _compiled(convention, "png")


def _compiled(convention: Convention, form: Any) -> bytes:
    cell = CELLS[read("sheet")["cell"]]
    figure = enlarged(printed(cell, convention, FONT), LARGER)
    given = {"content": json.dumps(content(cell, convention)), "figure": figure}
    return typst.compile(LAYOUT.read_bytes(), format=form, sys_inputs=given, ignore_system_fonts=True, ppi=110)


def content(cell: Cell, convention: Convention) -> dict[str, Any]:
    """Everything that stands on the sheet, as plain data for the layout."""
    words = read("sheet")
    told = {stage.key: explain(cell, stage) for stage in stages(cell)}
    say = lambda text: pieces(_lettered(_line(text), cell, convention))
    return {
        **{name: words[name] for name in ("title", "subtitle", "headings")},
        "letters": convention.name,
        "label": describe(cell),
        "colours": {name: {"ink": hue.ink("light"), "tint": hue.tint("light")} for name, hue in ROLES.items()},
        "legend": [[name, hue.words] for name, hue in ROLES.items() if name not in ("input", "step")],
        "equations": [_equation(cell, name, convention) for name in named(cell)],
        "draw": [say(_repair(mistake)) for mistake in words["draw"]],
        "tell": [[{"strong": f"{told[key].title}. "}, *say(_advice(told[key]))] for key in words["tell"]],
        "why": [say(told[key].say) for key in words["why"]],
        "columns": {name: pieces(text) for name, text in words["columns"].items()},
        "cells": [row(one, convention) for one in CELLS.values()],
        "note": pieces(_line(words["notes"]["count_two" if convention.two_biases else "count"])),
    }


def _equation(cell: Cell, name: str, convention: Convention) -> dict[str, Any]:
    """One equation, every value in the colour of its role, and what it means."""
    formula = math(equation(cell, name, convention, lambda value, letters: coloured(cell, value, letters)))
    return {"math": formula, "meaning": cell[name].meaning, "role": role(cell, name)}


def _repair(row: dict[str, str]) -> str:
    """How to do better than one of the mistakes that the grader knows by name."""
    return str(read("grade")["named"][row["name"]]).format(**row)


def _advice(told: Explanation) -> str:
    """What to say where the sources disagree, else the good answer."""
    return told.differs.teach if told.differs else told.say


def _lettered(text: str, cell: Cell, convention: Convention) -> str:
    r"""A text of ours in the letters of another book: \tilde{C}_t becomes g_t."""
    pairs = {symbol(cell, node.name): symbol(cell, node.name, convention) for node in cell.nodes}
    ours = sorted(filter(None, pairs), key=len, reverse=True)
    swap = lambda formula: re.sub("|".join(map(re.escape, ours)), lambda match: pairs[match[0]], formula[0])
    return re.sub(r"\$.+?\$", swap, text)


def _line(text: str) -> str:
    return " ".join(text.split())
