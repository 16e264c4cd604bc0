r"""The backward equations of any cell, read from its graph.

δ of a value is the derivative of the loss with respect to it. It is a sum with one term for each use of the value:
the δ of what uses it, times the derivatives on the way. For the memory of an LSTM:

    δC_t = δh_t ⊙ o_t ⊙ (1 − tanh² C_t) + f_{t+1} ⊙ δC_{t+1}

Values without a name of their own that are used once, such as f ⊙ C, have no δ: their derivatives stand in the terms.
`solve` puts numbers into the same terms, and `way_back_latex` writes them.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from lstm_core.cell import Cell
from lstm_core.gradients.ways import Factor, back, ways
from lstm_core.latex import symbol
from lstm_core.run import Array, Values


@dataclass(frozen=True)
class Term:
    """One use of a value: whose δ comes back from it, and what that is multiplied by, in this order."""

    source: str
    factors: tuple[Factor, ...]
    later: bool = False  # the use is in the next step, and so are all values of the factors
    cut: bool = False  # the training of 1997 leaves it out

    @property
    def learnt(self) -> bool:
        """Whether the error passes a weight on the way."""
        return any(factor.learnt for factor in self.factors)


@dataclass(frozen=True)
class Equation:
    """δ of one value as a sum."""

    name: str
    terms: tuple[Term, ...]
    read: bool = False  # the loss looks at it: ∂L/∂h_t is one more term


@dataclass(frozen=True)
class WeightEquation:
    """The gradient of a weight: over all steps, the δ of its sum times what it was multiplied by there."""

    weight: str
    source: str
    reads: str = ""  # "" for a bias


@lru_cache(maxsize=256)
def way_back(cell: Cell) -> tuple[Equation, ...]:
    """One equation for every value that has a δ, in the order in which they can be worked out."""
    found: dict[str, tuple[Term, ...]] = {}
    stations = {node.name for node in cell.nodes if _is_station(cell, node.name)}
    uses: dict[str, list[tuple[str, tuple[Factor, ...]]]] = {node.name: [] for node in cell.nodes}
    for node in cell.nodes:
        for arg, factors in ways(node):
            uses[arg].append((node.name, factors))
    for node in reversed(cell.nodes):
        found[node.name] = tuple(
            term
            for reader, factors in uses[node.name]
            for term in ([Term(reader, factors)] if reader in stations else _through(found[reader], factors))
        )
    olds = {new: old for old, new in cell.states.items()}
    order = [node.name for node in reversed(cell.nodes) if node.name in stations]
    equations: list[Equation] = []
    straight: set[str] = set()  # what error reaches that has passed no weight within its step
    for name in order:
        later = _of_next_step(found[olds[name]] if name in olds else ())
        equations.append(Equation(name, (*found[name], *later), name == "h_next"))
        if name in cell.states.values() or any(not t.learnt and t.source in straight for t in found[name]):
            straight.add(name)
    return tuple(replace(one, terms=tuple(_marked(t, straight) for t in one.terms)) for one in equations)


def _marked(term: Term, straight: Set[str]) -> Term:
    """A term of the way back, with a mark if the training of 1997 leaves it out.

    Hochreiter and Schmidhuber (1997, appendix A.1) let errors at the sums of gates and candidate change the weights
    there, but carry them no further back in time. A peephole carries none at all (Gers et al. 2002).
    """
    peeped = any(factor.kind == "weight" for factor in term.factors)
    return replace(term, cut=peeped or (term.later and (term.learnt or term.source not in straight)))


def weight_equations(cell: Cell) -> tuple[WeightEquation, ...]:
    """One equation for every weight, in the order of the page."""
    return tuple(
        WeightEquation(weight, node.name, arg)
        for node in cell.nodes
        for weight, arg in zip(node.weights, (*node.args, ""), strict=bool(node.weights))
        if node.weights
    )


def solve(
    cell: Cell, weights: Mapping[str, Array], steps: Sequence[Values], losses: Array, cut: bool = False
) -> list[Values]:
    """The numbers of every equation at every step.

    steps: a trace with values (hidden,). losses: (time, hidden), what the loss of each step gives to its h. With `cut`,
    what the training of 1997 left out is left out. δ of an old state is what its step hands back to the one before.
    """
    found: list[Values] = [{} for _ in steps]
    straight: list[Values] = [{} for _ in steps]  # with `cut`: the part that has passed no weight within its step
    for t in reversed(range(len(steps))):
        for equation in way_back(cell):
            terms = [term for term in equation.terms if not (cut and term.cut)]
            given = np.asarray(losses[t], float) if equation.read else np.zeros(np.shape(steps[t][equation.name]))
            carried = [term_value(term, weights, steps, straight if cut else found, t) for term in terms if term.later]
            inside = [term_value(term, weights, steps, found, t) for term in terms if not term.later]
            found[t][equation.name] = sum([*carried, *inside], start=given)
            unlearnt = (term for term in terms if not term.later and not term.learnt)
            straight[t][equation.name] = sum(
                [*carried, *(term_value(term, weights, steps, straight, t) for term in unlearnt)], start=given
            )
    return found


def term_value(
    term: Term, weights: Mapping[str, Array], steps: Sequence[Values], deltas: Sequence[Values], t: int
) -> Array:
    """What one use adds to the δ at step t; nothing comes from behind the last step."""
    at = t + term.later
    if at == len(steps):
        return np.zeros(np.shape(steps[t]["h_next"]))
    error = deltas[at][term.source]
    for factor in term.factors:
        error = back(error, factor, weights, steps[at])
    return error


def weight_gradients(cell: Cell, steps: Sequence[Values], deltas: Sequence[Values]) -> dict[str, Array]:
    """The sum over the steps for every weight, shaped as the weight is."""
    found = {}
    for equation in weight_equations(cell):
        own = np.stack([delta[equation.source] for delta in deltas])
        read = np.stack([values[equation.reads] for values in steps]) if equation.reads else None
        if read is None:
            found[equation.weight] = own.sum(axis=0)
        elif cell[equation.source].peeped == equation.reads:
            found[equation.weight] = (own * read).sum(axis=0)
        else:
            found[equation.weight] = own.T @ read
    return found


def _is_station(cell: Cell, name: str) -> bool:
    """Whether a value has a δ of its own: it has a name or weights, begins or ends a step, or is used more than once.

    What is used once is written into the term of its use; used more often, it would double the terms each time.
    """
    node = cell[name]
    uses = sum(other.args.count(name) for other in cell.nodes)
    ends = node.op == "input" or name in cell.states.values()
    return bool(ends or node.weights or symbol(cell, name) or uses != 1)


def _through(terms: Sequence[Term], factors: tuple[Factor, ...]) -> Iterator[Term]:
    """The terms of a value that has no δ, continued through one more derivative."""
    return (replace(term, factors=term.factors + factors) for term in terms)


def _of_next_step(terms: Sequence[Term]) -> Iterator[Term]:
    """What uses an old state uses the new state of the step before."""
    return (replace(term, later=True) for term in terms)
