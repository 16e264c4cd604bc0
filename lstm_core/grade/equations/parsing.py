"""Read one side of an equation: signs and names first, then the tree they make. Nothing is ever evaluated."""

import re
from collections.abc import Collection
from dataclasses import replace

from lstm_core.cell.ops import ACTIVATIONS
from lstm_core.grade.equations.names import GIVEN, Name, name_at
from lstm_core.grade.equations.tree import Call, Join, Number, Product, Sum, Tree
from lstm_core.prose.complaint import complaint

DEEPEST = 20  # brackets inside one another
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OF_TWO = {"times", "by unit", "plus", "minus"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
Token = Name | Number | str


def tokens(row: str, defined: Collection[str], indexed: bool = False) -> list[Token]:
    """The names, numbers and signs of one side of an equation.

    `defined` holds the keys that have an equation; `indexed` says that they are written with a time.
    """
    found: list[Token] = []
    of_two = [False]  # for each open bracket, whether two arguments stand in it: Wf of dot(Wf, x) is not W times f
    at = 0
    while at < len(row):
        if row[at].isspace():
            at += 1
        elif transposed := re.compile(r"\^\s*(?:T\b|\{\s*T\s*\})").match(row, at):
            at = transposed.end()
        elif re.match(r"[A-Za-z\u0370-\u03ff]", row[at]):
            alone = not found or (isinstance(found[-1], str) and found[-1] in "+-([{," and not of_two[-1])
            names, at = name_at(row, at, defined, alone)
            called = _is_called(names[-1], row[at:], defined, indexed)
            found += [*names[:-1], replace(names[-1], kind="function")] if called else names
        elif number := _NUMBER.match(row, at):
            found.append(Number(f"{float(number[0]):g}"))
            at = number.end()
        elif row[at] in "+-*⊙.()[]{},;|":
            if row[at] in _CLOSING:
                of_two.append(bool(found) and isinstance(found[-1], Name) and found[-1].key in _OF_TWO)
            elif row[at] in ")]}" and len(of_two) > 1:
                of_two.pop()
            found.append({".": "*", ";": ",", "|": ","}.get(row[at], row[at]))
            at += 1
        else:
            raise complaint("unknown_sign", sign=repr(row[at]))
    return found


def _is_called(name: Name, rest: str, defined: Collection[str], indexed: bool) -> bool:
    """Whether a name is that of a function: ψ(...), and g(C_t) where values are written g_t."""
    if name.kind != "value" or rest.lstrip()[:1] != "(":
        return False
    return name.key not in {*defined, *GIVEN} or (indexed and not name.mark and rest[0] == "(")


def tree(row: str, defined: Collection[str], indexed: bool = False) -> Tree:
    """The right side of an equation. Raises ValueError with a sentence if brackets or signs do not fit."""
    rest = tokens(row, defined, indexed)[::-1]
    whole = _sum(rest, 0)
    if rest:
        raise complaint("does_not_fit", what=_shown(rest[-1]))
    return whole


def _sum(rest: list[Token], depth: int) -> Tree:
    signs = [rest.pop() if rest and rest[-1] in ("+", "-") else "+"]
    terms = [_product(rest, depth)]
    while rest and rest[-1] in ("+", "-"):
        signs.append(rest.pop())
        terms.append(_product(rest, depth))
    pairs = tuple((str(sign), term) for sign, term in zip(signs, terms, strict=True))
    return terms[0] if len(pairs) == 1 and signs[0] == "+" else Sum(pairs)


def _product(rest: list[Token], depth: int) -> Tree:
    factors, by_unit = [_factor(rest, depth)], False
    while rest and (rest[-1] in ("*", "⊙") or not isinstance(rest[-1], str) or rest[-1] in _CLOSING):
        if rest[-1] in ("*", "⊙"):
            by_unit |= rest.pop() == "⊙"
        factors.append(_factor(rest, depth))
    return factors[0] if len(factors) == 1 else Product(tuple(factors), by_unit)


def _factor(rest: list[Token], depth: int) -> Tree:
    if not rest:
        raise complaint("stops_early")
    first = rest.pop()
    if isinstance(first, Name) and first.kind == "function":
        return _called(first, rest, depth)
    if isinstance(first, str):
        return _bracket(first, rest, depth)
    return first


def _called(function: Name, rest: list[Token], depth: int) -> Tree:
    """tanh(...) or tanh C_t."""
    if not rest or (isinstance(rest[-1], str) and rest[-1] not in _CLOSING):
        raise complaint("of_what", name=function.text)
    if isinstance(rest[-1], Name) and rest[-1].kind != "value":
        raise complaint("brackets_around", name=function.text)
    inside = _factor(rest, depth)
    if function.key == "join":
        return inside if isinstance(inside, Join) else Join((inside,))
    if function.key in _OF_TWO:
        return _worked_on_two(function, inside)
    return Call(function.key if function.key in ACTIVATIONS else function.text.strip(), inside)


def _worked_on_two(function: Name, inside: Tree) -> Tree:
    """dot(W, x) as W x, multiply(f, c) as f ⊙ c, add(a, b) as a + b."""
    if not isinstance(inside, Join) or len(inside.items) != 2:
        raise complaint("takes_two", name=function.text)
    if function.key in ("plus", "minus"):
        return Sum((("+", inside.items[0]), ("+" if function.key == "plus" else "-", inside.items[1])))
    return Product(inside.items, by_unit=function.key == "by unit")


def _bracket(opening: str, rest: list[Token], depth: int) -> Tree:
    if opening not in _CLOSING:
        raise complaint("missing_before", sign=opening)
    if depth >= DEEPEST:
        raise complaint("too_deep", most=DEEPEST)
    items = [_sum(rest, depth + 1)]
    while rest and rest[-1] == ",":
        rest.pop()
        items.append(_sum(rest, depth + 1))
    if not rest:
        raise complaint("never_closed", opening=opening, closing=_CLOSING[opening])
    if (closing := rest.pop()) != _CLOSING[opening]:
        raise complaint("closed_by", opening=opening, closing=_shown(closing), right=_CLOSING[opening])
    return items[0] if len(items) == 1 else Join(tuple(items))


def _shown(token: Token) -> str:
    return token if isinstance(token, str) else token.text
