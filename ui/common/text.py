"""Formulas, numbers and sentences the same way on every page."""

import re
from typing import Any

import numpy as np
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES, role
from lstm_core.latex import FAU, Convention, equation, symbol
from lstm_core.prose.text import true_minus


def formula(cell: Cell, name: str, convention: Convention = FAU) -> str:
    """A node's equation as Markdown, every symbol in the colour of its role."""
    return in_colour(equation(cell, name, convention, lambda node, letters: _mark(cell, node, letters)))


def letter(cell: Cell, name: str, convention: Convention = FAU) -> str:
    """A node's symbol as Markdown, in the colour of its role."""
    return in_colour(_mark(cell, name, symbol(cell, name, convention) or name))


def in_colour(marked: str) -> str:
    """Markdown from LaTeX in which symbols are marked: uncoloured pieces and coloured ones in turn."""
    pieces = []
    for k, piece in enumerate(marked.split("\x01")):
        if k % 2:
            colour, letters = piece.split("\x02")
            pieces.append(f":{colour}[$\\displaystyle {letters}$]")
        elif piece:
            pieces.append(f"$\\displaystyle {{}}{piece.strip()}{{}}$")
    return "".join(pieces)


def _mark(cell: Cell, name: str, letters: str) -> str:
    return f"\x01{ROLES[role(cell, name)].theme}\x02{letters}\x01"


def plain(value: Any, digits: int = 2) -> str:
    """A number or a vector as text with a true minus sign and a fixed number of decimals."""
    numbers = np.ravel(np.asarray(value, dtype=float))
    words = [f"{number:.{digits}f}" for number in numbers]
    tidy = [word.removeprefix("-") if not word.strip("-0.") else true_minus(word) for word in words]
    return tidy[0] if len(tidy) == 1 else f"({', '.join(tidy)})"


def factor(value: Any) -> str:
    """A number as it stands in a product: brackets around a negative one."""
    text = plain(value)
    return f"({text})" if text.startswith("−") else text


WORD_JOINER = "\u2060"  # cannot be seen; between two signs it keeps them apart
APART = re.compile(  # the beginnings of links, directives and signs by name, of arrows and of dashes
    r"(?i):(?=[\w+-]+:|[a-z/])|www(?=\.)|@|<(?=-)|-(?=[->])|[<>~](?==)"
)
MARKUP = re.compile(r"[\\`*\[\]~$|<>&]|(?<![^\W_])_|_(?![^\W_])|^[#+-]|^\d+(?=[.)])")  # as in b_hh, _ is a letter


def literal(text: str, most: int = 1_000) -> str:
    """What somebody typed, or what came from a link or a file, as Markdown that says just that.

    No picture is fetched, no link is made, nothing is taken for HTML, a heading, a list, a table, a sign by its name or
    an arrow. What cannot be seen, or turns what follows round, is shown as a sign that cannot be printed.
    """
    seen = "".join(sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text[:most])
    apart = APART.sub(lambda found: found[0] + WORD_JOINER, " ".join(seen.split()))
    return MARKUP.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", apart)


def problem(sentence: str) -> None:
    """A sentence beside a field that says what to do; never a traceback. What it quotes is shown as it was typed."""
    st.caption(f":material/error: :red[{literal(sentence)}]")
