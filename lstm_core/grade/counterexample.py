"""The smallest input on which a wrong cell gives something else than the right one.

Both cells get one unit, one input and weights that are small whole numbers, nearly all of them 0, so that the proof
fits on a napkin: "x = 1, C = 1, all weights 0: yours gives 1, the LSTM 0.5". Shorter sequences come first, then those
with fewer numbers that are not 0, then those that differ most. Every candidate of one size is worked out at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product

import numpy as np

from lstm_core.cell import Cell
from lstm_core.grade.compare import Comparison, best_comparison, worst_cell
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.equivalence import same_function
from lstm_core.grade.same_formula import same_formula
from lstm_core.grade.stand_ins import StandIns, by_name, by_pairing
from lstm_core.grade.variants import variant, variant_of_cell, variants
from lstm_core.run import Values, trace

VISIBLE = 0.1  # of a new state: what can be told apart in two curves
LEAST = 1e-6  # differences below are rounding
SIZES = ((1, 1), (1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4), (3, 3), (3, 4))  # steps, numbers that are not 0
NUMBERS = {1: (1, -1, 2, -2), 2: (1, -1, 2, -2), 3: (1, -1, 2, -2), 4: (2, -2)}  # fewer where there are many places
UNITS, TRIES, LONGEST = 2, 100, 3  # of the search that is left: what one unit cannot tell apart


@dataclass(frozen=True)
class Counterexample:
    """Numbers on which two cells differ, and the first node at which they do."""

    inputs: np.ndarray  # (steps, 1)
    states: Values  # at the start: (units,)
    weights: Values  # of the right cell: as `right.shapes(1, units)`
    drawn_weights: Values  # the same for the drawn one, as `drawn.shapes(1, units)`
    steps: int
    difference: float  # of the new states after the last step, the largest
    at: int  # the first step, from 0, at which a node differs
    node: str  # that node, as the right cell calls it
    drawn_node: str
    unit: int  # that differs most there
    value: float  # of it in the right cell, and in the drawn one
    drawn_value: float
    cells: StandIns = field(repr=False)

    @property
    def traces(self) -> tuple[list[Values], list[Values]]:
        """Every value of the right cell and of the drawn one, step after step."""
        return _run(self.cells, self.inputs, self.states, self.weights, self.drawn_weights)


def counterexample(drawn: Cell | Drawing, right: Cell) -> Counterexample | None:
    """The smallest one; None if both compute the same, or behave alike on all that was tried.

    Of a row of drawn cells the one with most to repair counts. Raises Unrunnable for a drawing that cannot be run.
    """
    return next(counterexamples(drawn, right), None)


def counterexamples(drawn: Cell | Drawing, right: Cell, strict: bool = False) -> Iterator[Counterexample]:
    """One after another, each with other numbers that are not 0, the smallest first. Raises Unrunnable.

    A `strict` comparison is with this cell alone, and not with others that the grader takes instead.
    """
    cells, comparison = _side_by_side(drawn, right)
    accepted = comparison and (not comparison.wires or (not strict and _accepted(comparison, drawn, right)))
    if not _compared(cells) or accepted or _proved(cells, strict):
        return
    found, small = False, _Best()
    for steps, count in SIZES:
        for example in _of_one_size(cells, steps, count, small):
            found = True
            yield example
    if not found:
        yield from _wider(cells, small)


def proved_same(drawn: Cell | Drawing, right: Cell) -> bool:
    """Whether both are the same formula, or the same figure. Raises Unrunnable."""
    cells, comparison = _side_by_side(drawn, right)
    return _proved(cells, strict=True) or bool(comparison and not comparison.wires)


def tried(drawn: Cell | Drawing, right: Cell) -> int:
    """On how many inputs two cells are compared before they are said to behave alike; 0 if they share no state.

    Raises Unrunnable.
    """
    cells = _side_by_side(drawn, right)[0]
    if not _compared(cells):
        return 0
    return sum(len(_candidates(len(_places(cells, steps)), count)) for steps, count in SIZES) + TRIES


class _Best:
    """The largest difference below VISIBLE so far."""

    example: Counterexample | None = None

    def keep(self, example: Counterexample) -> None:
        if self.example is None or example.difference > self.example.difference:
            self.example = example


def _side_by_side(drawn: Cell | Drawing, right: Cell) -> tuple[StandIns, Comparison | None]:
    """Both cells, and how the grader pairs them, where names do not decide."""
    if isinstance(drawn, Drawing):
        single, comparison = worst_cell(drawn, right)
        return by_pairing(single, right, comparison), comparison
    named = by_name(drawn, right)
    if named:
        return named, None
    comparison = best_comparison(drawn, right)
    return by_pairing(drawn, right, comparison), comparison


def _proved(cells: StandIns, strict: bool) -> bool:
    """Whether this is the formula of the right cell or, if not `strict`, of one that may be given instead."""
    full = [] if strict else [other for other, _, counts in variants(cells.right) if counts]
    others = [StandIns(cells.drawn, other, cells.nodes) for other in full]
    return any(same_formula(pair) for pair in (cells, *others))


def _accepted(comparison: Comparison, drawn: Cell | Drawing, right: Cell) -> bool:
    """Whether the grader takes what is not the same figure as right: another cell, or another way to the same."""
    if isinstance(drawn, Cell):
        other = variant_of_cell(drawn, right)
        return bool(other and other.full)
    single = worst_cell(drawn, right)[0]
    other = variant(single, right)
    return bool(other and other.full) or same_function(single, right, comparison)


def _places(cells: StandIns, steps: int) -> list[str]:
    """What a candidate gives a number: weights, states at the start, inputs."""
    weights = [weight for node in cells.right.nodes for weight in node.weights]
    states = dict.fromkeys([*cells.right.states, *cells.drawn.states])
    return [*weights, *cells.own, *states, *(f"x {t}" for t in range(steps))]


@lru_cache(maxsize=32)
def _candidates(places: int, count: int) -> np.ndarray:
    """Every way to give `count` of the places a number, 0 to the others: (candidates, places)."""
    where = np.array(list(combinations(range(places), count)))
    numbers = np.array(list(product(NUMBERS[count], repeat=count)), float)
    rows = np.zeros((len(where) * len(numbers), places), np.float32)
    chosen = np.repeat(where, len(numbers), axis=0)
    np.put_along_axis(rows, chosen, np.tile(numbers, (len(where), 1)).astype(np.float32), axis=1)
    rows.setflags(write=False)
    return rows


def _of_one_size(cells: StandIns, steps: int, count: int, small: _Best) -> Iterator[Counterexample]:
    """All that differ visibly, the largest difference first, no two with a number in the same places."""
    places = _places(cells, steps)
    rows = _candidates(len(places), count)
    differences = _differences(cells, steps, dict(zip(places, rows.T.astype(float), strict=True)))
    order = np.argsort(-differences, kind="stable")
    if LEAST < differences[order[0]] < VISIBLE:
        small.keep(_example(cells, steps, dict(zip(places, rows[order[0]].tolist(), strict=True))))
    seen = set()
    for row in order[: np.count_nonzero(differences >= VISIBLE)]:
        support = rows[row].astype(bool).tobytes()
        if support not in seen:
            seen.add(support)
            yield _example(cells, steps, dict(zip(places, rows[row].tolist(), strict=True)))


def _differences(cells: StandIns, steps: int, numbers: dict[str, np.ndarray]) -> np.ndarray:
    """How far the new states are apart after the last step: (candidates,)."""
    xs = [numbers[f"x {t}"] for t in range(steps)]
    with np.errstate(over="ignore", invalid="ignore"):
        ours, theirs = (
            trace(cell, taken, xs, {state: numbers[state] for state in cell.states})[-1]
            for cell, taken in (
                (cells.right, numbers),
                (cells.drawn, {weight: numbers[name] for weight, name in cells.weights.items()}),
            )
        )
        apart = [np.abs(ours[new] - theirs[new]) for new in _compared(cells)]
    return np.nan_to_num(np.max(np.broadcast_arrays(*apart, xs[0])[:-1], axis=0), posinf=0.0)


def _compared(cells: StandIns) -> list[str]:
    """The new states that both have."""
    return [new for state, new in cells.right.states.items() if state in cells.drawn.states]


def _example(cells: StandIns, steps: int, numbers: dict[str, float]) -> Counterexample:
    """One candidate with one unit, worked out in full."""
    shapes = cells.right.shapes(1, 1)
    weights = {name: np.full(shape, numbers[name]) for name, shape in shapes.items()}
    own = cells.drawn.shapes(1, 1)
    drawn = {weight: np.full(own[weight], numbers[name]) for weight, name in cells.weights.items()}
    states = {state: np.array([numbers[state]]) for state in {**cells.right.states, **cells.drawn.states}}
    return _worked_out(cells, np.array([[numbers[f"x {t}"]] for t in range(steps)]), states, weights, drawn)


def _run(
    cells: StandIns, xs: np.ndarray, states: Values, weights: Values, drawn: Values
) -> tuple[list[Values], list[Values]]:
    sides = ((cells.right, weights), (cells.drawn, drawn))
    with np.errstate(over="ignore", invalid="ignore"):
        ours, theirs = (trace(cell, own, list(xs), {name: states[name] for name in cell.states}) for cell, own in sides)
    return ours, theirs


def _worked_out(cells: StandIns, xs: np.ndarray, states: Values, weights: Values, drawn: Values) -> Counterexample:
    ours, theirs = _run(cells, xs, states, weights, drawn)
    difference = max(float(np.max(np.abs(ours[-1][new] - theirs[-1][new]))) for new in _compared(cells))
    at, node, partner = _parting(cells, ours, theirs)
    unit = int(np.argmax(np.abs(ours[at][node] - theirs[at][partner])))
    values = float(ours[at][node][unit]), float(theirs[at][partner][unit])
    return Counterexample(xs, states, weights, drawn, len(xs), difference, at, node, partner, unit, *values, cells)


def _parting(cells: StandIns, ours: list[Values], theirs: list[Values]) -> tuple[int, str, str]:
    """The first step, and there the first node in the figure of the right cell, that has another value in the drawn."""
    partner = cells.partners
    pairs = [(node.name, partner[node.name]) for node in cells.right.drawn if node.name in partner]
    for t, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        for right, drawn in pairs:
            if not np.allclose(a[right], b[drawn], rtol=0, atol=LEAST):
                return t, right, drawn
    raise ValueError("these two cells do not differ here")


def _wider(cells: StandIns, small: _Best) -> Iterator[Counterexample]:
    """What is left: two units with whole numbers everywhere, then whatever differed below what is visible."""
    for seed in range(TRIES):
        example = _with_two_units(cells, np.random.default_rng(seed))
        if example and example.difference >= VISIBLE:
            yield example
            return
        if example:
            small.keep(example)
    if small.example:
        yield small.example


def _with_two_units(cells: StandIns, rng: np.random.Generator) -> Counterexample | None:
    def whole(shape: tuple[int, ...]) -> np.ndarray:
        return rng.integers(-2, 3, shape).astype(float)

    shapes, own = cells.right.shapes(1, UNITS), cells.drawn.shapes(1, UNITS)
    wide = {name: whole((UNITS, UNITS)) for name in [*shapes, *cells.own]}
    weights = {name: _shaped(wide[name], shape) for name, shape in shapes.items()}
    drawn = {weight: _shaped(wide[name], own[weight]) for weight, name in cells.weights.items()}
    states = {state: whole((UNITS,)) for state in {**cells.right.states, **cells.drawn.states}}
    xs = whole((int(rng.integers(1, LONGEST + 1)), 1))
    try:
        example = _worked_out(cells, xs, states, weights, drawn)
    except ValueError:
        return None
    return example if example.difference > LEAST else None


def _shaped(wide: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The part of a square matrix that a weight has room for: all, its first column, or one number a unit."""
    return np.diag(wide) if len(shape) == 1 else wide[:, : shape[1]]
