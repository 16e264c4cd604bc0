"""Simple arithmetic as a learner types it: ln(.5)/ln(.9), 4*(10+20)*20, 2^10, σ(1).

The text is cut into known words first and then worked out by simpleeval, which walks the syntax tree: nothing is
executed. Every number is a float, so no power can grow for hours; what leaves the range of floats is refused.
"""

import ast
import math
import re
from collections.abc import Callable
from functools import cache

from simpleeval import InvalidExpression, SimpleEval

LONGEST = 120  # characters that are read; a parameter count with three layers needs half of them
FUNCTIONS: dict[str, Callable[[float], float]] = {
    "ln": math.log,
    "log": math.log,  # natural, as in every formula of the lectures
    "log2": math.log2,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "abs": abs,
    "sigmoid": lambda a: math.tanh(a / 2) / 2 + 0.5,
}
NAMES = {"e": math.e}
SPELLINGS = str.maketrans(
    {"−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "÷": "/", ":": "/", ",": ".", "σ": " sigmoid "}
)
WORD = re.compile(r"\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z]+2?)|(\*\*|[-+*/^()]))", re.IGNORECASE)
READ = (ast.Expr, ast.Name, ast.UnaryOp, ast.BinOp, ast.Call, ast.Constant)
HOW = "Numbers, + − * / ^, brackets, ln, exp, sqrt, tanh and σ are understood, as in ln(.5)/ln(.9)."


def worked_out(text: str) -> float:
    """The value of an expression, typed with decimal points or commas. Raises ValueError with a sentence."""
    if len(text) > LONGEST:
        raise ValueError(f"This is {len(text)} characters long; at most {LONGEST} are read. Work out a part first.")
    try:
        value = float(_evaluator().eval(_tidy(text)))
    except ZeroDivisionError:
        raise ValueError(f"“{_short(text)}” divides by zero. Look at what stands below the fraction bar.") from None
    except OverflowError:
        raise ValueError(f"“{_short(text)}” is too large to be worked out here. Look at the exponents.") from None
    except (SyntaxError, InvalidExpression, TypeError):
        raise ValueError(f"“{_short(text)}” cannot be worked out. Check brackets and signs. {HOW}") from None
    if not math.isfinite(value):
        raise ValueError(f"“{_short(text)}” is too large to be worked out here. Look at the exponents.")
    return value


@cache
def _evaluator() -> SimpleEval:
    """simpleeval with our own functions and operators, and without all that is not arithmetic."""
    operators = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b,
        ast.Pow: _guarded("a power", math.pow),  # ** would give a complex number or work for hours
        ast.USub: lambda a: -a,
        ast.UAdd: lambda a: a,
    }
    known = {name: _guarded(name, function) for name, function in FUNCTIONS.items()}
    evaluator = SimpleEval(operators=operators, functions=known, names=NAMES)
    evaluator.nodes = {kind: read for kind, read in evaluator.nodes.items() if kind in READ}
    return evaluator


def _guarded(name: str, function: Callable[..., float]) -> Callable[..., float]:
    """The same function, with a sentence where it is not defined."""

    def apply(*values: float) -> float:
        try:
            return function(*values)
        except ValueError:
            given = " and ".join(f"{value:g}" for value in values)
            raise ValueError(f"{name} of {given} is not defined. Look at the signs, and for zeros.") from None

    return apply


def _tidy(text: str) -> str:
    """The same expression in Python's spelling, every number written as a float."""
    rest, words, at, before = text.translate(SPELLINGS).strip().lower(), [], 0, ""
    while at < len(rest):
        found = WORD.match(rest, at)
        if not found or (found[2] and found[2] not in FUNCTIONS.keys() | NAMES.keys()):
            raise ValueError(f"“{_short(text)}” is not a number. Type it as 0.62 or 0,62. {HOW}")
        number, name, sign = found.groups()
        if before in ("value", ")") and (number or name or sign == "("):
            raise ValueError(f"“{_short(text)}” has two numbers side by side. Write * or a single comma between them.")
        words.append(repr(_finite(number)) if number else name or sign.replace("^", "**"))
        before = "value" if number or name in NAMES else name or sign
        at = found.end()
    return "".join(words)


def _finite(number: str) -> float:
    """A number within the range of floats."""
    if not math.isfinite(float(number)):
        raise OverflowError
    return float(number)


def _short(text: str) -> str:
    return text.strip()[:20]
