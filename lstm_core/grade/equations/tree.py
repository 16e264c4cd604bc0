"""One equation as a tree: what is added, what is multiplied, what is joined, with the learner's names as leaves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from lstm_core.grade.equations.names import Name


@dataclass(frozen=True)
class Number:
    """A number; cells need no other than the 1 of 1 - z."""

    text: str


@dataclass(frozen=True)
class Call:
    """An activation and what it is taken of."""

    function: str
    inside: "Tree"


@dataclass(frozen=True)
class Sum:
    """Terms, each with its sign."""

    terms: tuple[tuple[str, "Tree"], ...]


@dataclass(frozen=True)
class Rest:
    """1 - something."""

    of: "Tree"


@dataclass(frozen=True)
class Product:
    """Factors; `by_unit` if one of the signs is ⊙, which no matrix product has."""

    factors: tuple["Tree", ...]
    by_unit: bool


@dataclass(frozen=True)
class Join:
    """Values side by side: [h, x]."""

    items: tuple["Tree", ...]


Tree = Name | Number | Call | Sum | Rest | Product | Join


def replaced(whole: Tree, values: Mapping[str, Tree]) -> Tree:
    """A formula in which some names of values, by key, give way to formulas."""
    again = partial(replaced, values=values)
    match whole:
        case Name(kind="value", key=key) if key in values and whole.mark != "old":
            return values[key]
        case Call(inside=inside):
            return replace(whole, inside=again(inside))
        case Rest(of=inside):
            return Rest(again(inside))
        case Sum(terms=terms):
            return Sum(tuple((sign, again(term)) for sign, term in terms))
        case Product(factors=parts):
            return replace(whole, factors=tuple(map(again, parts)))
        case Join(items=parts):
            return Join(tuple(map(again, parts)))
    return whole


def names_in(whole: Tree) -> Iterator[Name]:
    """Every name of a formula, from left to right."""
    match whole:
        case Name():
            yield whole
        case Call(inside=inside) | Rest(of=inside):
            yield from names_in(inside)
        case Sum(terms=terms):
            for _, term in terms:
                yield from names_in(term)
        case Product(factors=parts) | Join(items=parts):
            for part in parts:
                yield from names_in(part)
