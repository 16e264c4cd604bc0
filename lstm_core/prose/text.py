"""Plain text from LaTeX and numbers, for places that typeset nothing; lists in a sentence, and tables in Markdown."""

import re
from collections.abc import Iterable, Sequence

PLAIN = (  # signs of LaTeX as they are read
    (r"\\tilde\{(\w)\}", "\\1\u0303"),
    (r"\\mathrm\{(\w*)\}", r"\1"),
    (r"\\odot", "×"),
    (r"\\sigma", "σ"),
    (r"\\tanh", "tanh"),
    (r"_\{t-1\}", "ₜ₋₁"),
    (r"_t", "ₜ"),
    (r"[$\\{}]", ""),
)
TYPED = (  # signs of LaTeX as students type them
    (r"\\sigma", "σ"),
    (r"\\tanh", "tanh"),
    (r"\\odot", "*"),
    (r"\\cdot", "·"),
    (r"\\tilde\{(\w)\}", r"\1~"),
    (r"(?<=[a-z]) (?=[\w ]+\})", ""),  # a name of several words becomes one
    (r"\\mathrm\{(\w+)\}", r"\1"),
    (r"_\{(\w\w?)\}", r"_\1"),
)
RULES = {
    "l": ":--",
    "r": "--:",
    "-": "---",
}  # below the head of a column: to the left, to the right, as the page has it


def plain_text(sentence: str) -> str:
    r"""A sentence with $...$ in it, to be read: $\tilde{C}_t$ is C̃ₜ."""
    return _replaced(sentence, PLAIN)


def typed_text(latex: str) -> str:
    r"""A formula as a student types it: \tilde{C}_t is C~_t."""
    return _replaced(latex, TYPED)


def without_time(symbol: str) -> str:
    """A symbol in LaTeX without its time index: C_t and C_{t-1} are C."""
    return re.sub(r"_(t|\{t-1\})$", "", symbol)


def plain_letters(symbol: str) -> str:
    r"""A symbol in LaTeX without its commands: \tilde{C} is C̃, \mathrm{keep} is keep."""
    return re.sub(r"\\tilde\{(.*)\}", "\\1\u0303", re.sub(r"\\mathrm\{(.*)\}", r"\1", symbol))


def letter_and_index(symbol: str) -> tuple[str, str]:
    r"""The two parts of a symbol in LaTeX: \tilde{C}_t is ("C̃", "t"), h_{t-1} is ("h", "t-1")."""
    letter, _, index = symbol.partition("_")
    return plain_letters(letter), index.strip("{}")


def true_minus(text: str) -> str:
    """A number as it is printed, with − instead of a hyphen."""
    return text.replace("-", "−")


def ascii_minus(text: str) -> str:
    """A number as it was typed or copied, with the hyphen that `float` reads."""
    return text.replace("−", "-")


def decimal(value: float, digits: int = 2) -> str:
    """A number with a fixed count of decimals and a true minus."""
    return true_minus(f"{value:.{digits}f}")


def short_decimal(value: float) -> str:
    """A number with two decimals and a true minus; just 0 if there is nothing in them."""
    text = decimal(value)
    return "0" if text.strip("−") == "0.00" else text


def listed(words: Iterable[str]) -> str:
    """Words in a sentence: one, two and three."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def markdown_table(head: Sequence[object], rows: Iterable[Sequence[object]], align: str = "l") -> str:
    """A table; `align` has a letter of RULES for every column, and its last letter holds for those that follow."""
    marks = align.ljust(len(head), align[-1])
    ruler = "|".join(RULES[mark] for mark in marks)
    return "\n".join([_row(head), f"|{ruler}|", *map(_row, rows)])


def _row(cells: Sequence[object]) -> str:
    return "|" + "|".join(f" {cell} " if str(cell) else " " for cell in cells) + "|"


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for pattern, replacement in pairs:
        text = re.sub(pattern, replacement, text)
    return text
