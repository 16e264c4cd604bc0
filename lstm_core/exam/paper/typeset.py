r"""Our LaTeX as Typst mathematics: `\sigma(W_{f} x_t)` becomes `σ \( W _(f) x _(t) \)`.

Only what our own formulas use is known; anything else is refused, so that nothing is ever set wrongly.
"""

import re
from collections.abc import Iterator

COMMANDS = {  # what takes no argument
    "sigma": "σ",
    "tanh": "tanh",
    "odot": "⊙",
    "cdot": "⋅",
    "partial": "∂",
    ",": "thin",
    "{": "{",
    "}": "}",
}
WRAPPERS = {"tilde": "tilde({})", "mathrm": "upright({})", "text": "{}"}  # what takes one
SIGNS = {
    "/": "\\/",
    "#": "\\#",
    '"': '\\"',
    "$": "\\$",
    "&": "\\&",
    "~": " ",
    "*": "∗",
    "'": "′",
    "(": "\\(",
    ")": "\\)",
    "[": "\\[",
    "]": "\\]",
}
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
COLOUR = r"\textcolor"  # \textcolor{#8d6100}{f_t}


def math(latex: str) -> str:
    """A formula in Typst's letters. Raises ValueError, naming the command, for one that is not known here."""
    signs = iter(TOKEN.findall(latex))
    return " ".join(_atoms(signs, end="")).replace('") \\(', '")\\(')  # a space behind words would show


def pieces(text: str) -> list[dict[str, str]]:
    """A text with formulas in $...$ as words and formulas in turn: [{"words": "At "}, {"math": "f _( t )"}]."""
    parts = re.split(r"\$(.+?)\$", text)
    turns = [{"math": math(part)} if k % 2 else {"words": part} for k, part in enumerate(parts)]
    return [turn for turn in turns if any(turn.values())]


def _atoms(signs: Iterator[str], end: str) -> Iterator[str]:
    """What follows, until the closing brace of this group or the end of the formula."""
    for sign in signs:
        if sign == end:
            return
        if sign in "_^":
            yield f"{sign}({_next(signs)})"
        elif not sign.isspace():
            yield _atom(sign, signs)
    if end:
        raise ValueError("a brace is opened in this formula and never closed")


def _atom(sign: str, signs: Iterator[str]) -> str:
    if sign == "{":
        return " ".join(_atoms(signs, "}"))
    if sign == "}":
        raise ValueError("a brace is closed in this formula that was never opened")
    if sign == COLOUR:
        return f"#text(fill: rgb({_colour(_raw(signs))}), ${_next(signs)}$)"
    name = sign[1:]
    if sign[0] == "\\" and name in WRAPPERS:
        return WRAPPERS[name].format(_next(signs) if name == "tilde" else _string(_raw(signs)))
    if sign[0] == "\\" and name not in COMMANDS:
        raise ValueError(f"{sign} has no counterpart in Typst here; add it to COMMANDS")
    return COMMANDS[name] if sign[0] == "\\" else SIGNS.get(sign, sign)


def _next(signs: Iterator[str]) -> str:
    """The next sign or group."""
    sign = next((sign for sign in signs if not sign.isspace()), "")
    if not sign:
        raise ValueError("something is missing at the end of this formula")
    return _atom(sign, signs)


def _string(words: str) -> str:
    """Words as Typst writes them; a quotation mark among them would end them, and what follows would be a command."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _colour(words: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", words):
        raise ValueError(f"a colour looks like #8d6100, not {words[:20]!r}")
    return _string(words)


def _raw(signs: Iterator[str]) -> str:
    """The letters of the next group as they stand."""
    if next(signs, "") != "{":
        raise ValueError("words and colours in a formula must be in braces")
    letters: list[str] = []
    for sign in signs:
        if sign == "}":
            return "".join(letters)
        letters.append(sign)
    raise ValueError("a brace is opened in this formula and never closed")
