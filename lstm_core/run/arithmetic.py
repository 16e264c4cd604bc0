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

from lstm_core.prose.complaint import complaint, sentence
from lstm_core.prose.wording import Wording

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


def worked_out(text: str) -> float:
    """The value of an expression, typed with decimal points or commas. Raises ValueError with a sentence."""
    if len(text) > LONGEST:
        raise complaint("long_sum", count=len(text), most=LONGEST)
    try:
        value = float(_evaluator().eval(_tidy(text)))
    except ZeroDivisionError:
        raise complaint("by_zero", text=_short(text)) from None
    except OverflowError:
        raise complaint("too_large", text=_short(text)) from None
    except (SyntaxError, InvalidExpression, TypeError):
        raise complaint("no_sum", text=_short(text), how=sentence("how")) from None
    if not math.isfinite(value):
        raise complaint("too_large", text=_short(text))
    return value


@cache
def _evaluator() -> SimpleEval:
    """simpleeval with our own functions and operators, and without all that is not arithmetic."""
    operators = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b,
        ast.Pow: _guarded(sentence("power"), math.pow),  # ** would give a complex number or work for hours
        ast.USub: lambda a: -a,
        ast.UAdd: lambda a: a,
    }
    known = {name: _guarded(name, function) for name, function in FUNCTIONS.items()}
    evaluator = SimpleEval(operators=operators, functions=known, names=NAMES)
    evaluator.nodes = {kind: read for kind, read in evaluator.nodes.items() if kind in READ}
    return evaluator


def _guarded(name: Wording | str, function: Callable[..., float]) -> Callable[..., float]:
    """The same function, with a sentence where it is not defined."""

    def apply(*values: float) -> float:
        try:
            return function(*values)
        except ValueError:
            given = [f"{value:g}" for value in values]
            told = Wording(" and ".join(given), " und ".join(given))
            raise complaint("undefined", name=name, given=told) from None

    return apply


def _tidy(text: str) -> str:
    """The same expression in Python's spelling, every number written as a float."""
    rest, words, at, before = text.translate(SPELLINGS).strip().lower(), [], 0, ""
    while at < len(rest):
        found = WORD.match(rest, at)
        if not found or (found[2] and found[2] not in FUNCTIONS.keys() | NAMES.keys()):
            raise complaint("not_a_number", text=_short(text), how=sentence("how"))
        number, name, sign = found.groups()
        if before in ("value", ")") and (number or name or sign == "("):
            raise complaint("side_by_side", text=_short(text))
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
