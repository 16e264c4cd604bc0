"""What a formula adds up: terms with a weight, biases, and terms that have neither."""

from dataclasses import dataclass

from lstm_core.grade.equations.names import Name
from lstm_core.grade.equations.tree import Join, Number, Product, Rest, Sum, Tree
from lstm_core.prose.complaint import complaint


@dataclass(frozen=True)
class Weighted:
    """A weight and what it multiplies, such as W_f and [h, x]."""

    weight: Name
    operand: Tree
    by_unit: bool  # written with ⊙


@dataclass(frozen=True)
class Parts:
    """A formula taken apart."""

    weighted: tuple[Weighted, ...]
    biases: tuple[Name, ...]
    others: tuple[Tree, ...]

    @property
    def learnt(self) -> tuple[str, ...]:
        """The weights and biases by name."""
        return tuple(sorted(name.key for name in (*(term.weight for term in self.weighted), *self.biases)))


def parts(tree: Tree) -> Parts:
    """A sum taken apart; anything else is a sum of one term. Raises a sentence if a bias or weight stands alone."""
    weighted: list[Weighted] = []
    biases: list[Name] = []
    others: list[Tree] = []
    for term in _terms(tree):
        if isinstance(term, Name) and term.kind == "bias":
            biases.append(term)
        elif isinstance(term, Product) and (alone := _weighted(term)):
            weighted.append(alone)
        else:
            others.append(term)
    if biases and not weighted:
        raise complaint("bias_alone", name=biases[0].text)
    return Parts(tuple(weighted), tuple(biases), tuple(others))


def factors(product: Product) -> tuple[Tree, ...]:
    """The factors of a product, a weight together with what it multiplies: r ⊙ W h has two."""
    names = [factor for factor in product.factors if isinstance(factor, Name)]
    for bias in names:
        if bias.kind == "bias":
            raise complaint("bias_multiplied", name=bias.text)
    weights = [name for name in names if name.kind == "weight"]
    if not weights or len(product.factors) == 2:
        return product.factors
    if len(weights) > 1:
        raise complaint("two_weights", first=weights[0].text, second=weights[1].text)
    at, text = product.factors.index(weights[0]), weights[0].text
    if len(product.factors) != at + 2:
        raise complaint("how_far", name=text)
    return (*product.factors[:at], Product(product.factors[at:], by_unit=False))


def is_layer(tree: Tree) -> bool:
    """Whether a formula is one weighted sum and nothing else."""
    found = parts(tree)
    return bool(found.weighted) and not found.others


def _terms(tree: Tree) -> list[Tree]:
    """The terms of a sum, brackets around sums in it opened; minus is known in 1 - ... only."""
    if not isinstance(tree, Sum):
        return [tree]
    found: list[Tree] = []
    for sign, term in tree.terms:
        if sign == "+":
            found += _terms(term)
        elif found and found[-1] == Number("1"):
            found[-1] = Rest(term)
        else:
            raise complaint("minus")
    return found


def _weighted(product: Product) -> Weighted | None:
    """A product that is nothing but a weight and what it multiplies, on either side of it."""
    found = factors(product)
    if len(found) != 2:
        return None
    first, second = found
    if isinstance(second, Name) and second.kind == "weight":
        first, second = second, first
    if not isinstance(first, Name) or first.kind != "weight":
        return None
    if isinstance(second, Name) and second.kind == "weight":
        raise complaint("multiplies_nothing", weight=f"{first.text} {second.text}", name=first.text)
    return Weighted(first, second, product.by_unit)


def joined(operand: Tree) -> tuple[Tree, ...]:
    """What a matrix reads: the items of [h, x], of [h x] without a comma, or one value."""
    if isinstance(operand, Join):
        return tuple(inner for item in operand.items for inner in joined(item))
    if isinstance(operand, Product) and any(isinstance(part, Name) and part.key == "x" for part in operand.factors):
        return operand.factors
    return (operand,)
