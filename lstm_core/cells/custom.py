"""A cell of the learner's own: its page of notation read strictly, written out again, and packed into a link."""

import base64
import binascii
import keyword
import re
import zlib
from collections.abc import Iterator
from itertools import accumulate

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.cells import CELLS
from lstm_core.notation import plain_symbol, read_cell

LONGEST_NAME = 30
LONGEST_WORDS = 300  # of what a node means
LONGEST_LINK = 2_400  # characters of a packed page; a page that needs more is not put into the link
LONGEST_PAGE = 20_000  # characters that are unpacked; read_cell reads far fewer
RESERVED = {"node", "edge", "graph", "digraph", "subgraph", "strict", "frame"}  # words of Graphviz and of the figure
_BINARY = ("mul", "add", "one_minus")
SYMBOL = re.compile(r"(?=.{1,40}$)(?:\\(?:[A-Za-z]+|[,{} ])|[A-Za-z0-9{}_^~,+\-' ])+")
NO_LETTER = re.compile(  # commands of LaTeX that lead somewhere, take room, or define what others mean
    r"\\(?:href|url|html\w*|include\w*|rule|m?kern|[hm]skip|[hmv]space|raisebox|[hv]?phantom|[egx]?def|(?:future)?let|"
    r"(?:re|provide)?newcommand|global|long|char|verb|tag|begin|end|[Hh]uge)(?![A-Za-z])"
)


def read_own(name: str, page: str) -> Cell:
    """The cell on a page that anybody may have typed. Raises ValueError with a sentence to act on."""
    cell = read_cell(checked_name(name), page)
    check_words(cell)
    if all(node.op == "input" for node in cell.nodes):
        raise ValueError("nothing is worked out yet; add a line such as h_next = tanh(linear(x, h))")
    return cell


def check_words(cell: Cell) -> None:
    """Raise ValueError, with a sentence, for a name, a symbol or words that no figure, formula or listing can hold."""
    for node in cell.nodes:
        if node.name in RESERVED or keyword.iskeyword(node.name):
            raise ValueError(f"{node.name} means something else already; choose another name")
        if node.symbol and not _is_letter(node.symbol):
            raise ValueError(f"{node.name}: its symbol ${node.symbol[:20]}$ holds signs that cannot be printed")
        if not node.meaning.isprintable() or len(node.meaning) > LONGEST_WORDS:
            raise ValueError(f"{node.name}: its words are one line of at most {LONGEST_WORDS} letters; shorten them")


def _is_letter(symbol: str) -> bool:
    """Whether a symbol can be printed as it is, in the middle of a formula: braces come in pairs."""
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in re.sub(r"\\.", "", symbol)))
    in_pairs = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return in_pairs and bool(SYMBOL.fullmatch(symbol)) and not NO_LETTER.search(symbol)


def checked_name(name: str) -> str:
    """A name as it may stand on buttons and in file names."""
    tidy = " ".join(name.split())
    if not re.fullmatch(rf"[^\W\d_][\w+\- ]{{0,{LONGEST_NAME - 1}}}", tidy):
        raise ValueError(f"a name begins with a letter and has at most {LONGEST_NAME} letters and digits")
    if tidy in CELLS:
        raise ValueError(f"there is a cell called {tidy} already; give yours another name")
    return tidy


def untrainable(cell: Cell) -> str:
    """Why a cell cannot be trained, in a sentence; "" if it can."""
    lonely = [name for name in cell.inputs if name != "x" and name not in cell.states]
    if lonely:
        return f"{lonely[0]} is given, but never replaced: add a line for {lonely[0]}_next, or leave it out."
    if "x" not in cell or "h" not in cell.states:
        return "To be trained it needs x, h and a line for h_next."
    return ""


def page_of(cell: Cell) -> str:
    """The page of notation that reads as this cell, comments lined up."""
    hidden: set[str] = set()
    for node in reversed(cell.nodes):
        if node.name not in hidden:
            hidden |= set(_inner(cell, node, node))
    lines = [(_code(cell, node), _words(node)) for node in cell.nodes if node.name not in hidden]
    width = max(len(code) for code, _ in lines)
    return "\n".join(f"{code:{width}}  # {words}" if words else code for code, words in lines)


def packed(page: str) -> str:
    """A page as text for a link; "" if it would be too long."""
    text = base64.urlsafe_b64encode(zlib.compress(page.encode(), 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST_LINK else ""


def unpacked(text: str) -> str:
    """The page in a link. Raises ValueError with a sentence if there is none."""
    try:
        if len(text) > LONGEST_LINK:
            raise ValueError
        inflate = zlib.decompressobj()
        page = inflate.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), LONGEST_PAGE)
        if not inflate.eof:
            raise ValueError
        return page.decode()
    except (ValueError, zlib.error, binascii.Error) as error:
        raise ValueError("The link carries a cell that cannot be unpacked. It was left aside.") from error


def _code(cell: Cell, node: Node) -> str:
    return node.name if node.op == "input" else f"{node.name} = {_formula(cell, node, node)}"


def _formula(cell: Cell, node: Node, line: Node) -> str:
    """A node's formula; nodes that live inside its line are written out, with brackets around sums and products."""
    args = []
    for arg in node.args:
        inner = cell[arg]
        inside = _inside(cell, arg, line)
        text = _formula(cell, inner, line) if inside else arg
        brackets = inside and node.op in _BINARY and inner.op in _BINARY and (inner.op, node.op) != ("mul", "add")
        args.append(f"({text})" if brackets else text)
    if node.op in WEIGHTED:
        return f"{node.op}({', '.join(args)})"
    return OPS[node.op].code.format(*args)


def _inner(cell: Cell, node: Node, line: Node) -> Iterator[str]:
    """The nodes that are written out inside a line."""
    for arg in node.args:
        if _inside(cell, arg, line):
            yield arg
            yield from _inner(cell, cell[arg], line)


def _inside(cell: Cell, arg: str, line: Node) -> bool:
    """Whether a node was named by the notation, since it stands inside the formula of a line."""
    inner = cell[arg]
    nameless = not inner.meaning and inner.symbol in ("", plain_symbol(arg, inner.op))
    return nameless and len(cell.readers[arg]) == 1 and bool(re.fullmatch(rf"{inner.op}_{line.name}\d*", arg))


def _words(node: Node) -> str:
    symbol = "" if node.symbol == plain_symbol(node.name, node.op) else f"${node.symbol}$ "
    return f"{symbol}{node.meaning}".strip()
