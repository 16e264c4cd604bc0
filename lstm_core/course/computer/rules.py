"""A sentence about a gate, compiled: sharpness · (w · x − threshold) becomes weights and a bias.

"The input gate opens when store = 1" needs a large number when store is 1 and a very negative one when it is 0.
Half way between the two lies the threshold, and the sharpness says how far from 0 they lie.
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.course.computer.machine import Layer, Program

SHARP = 40.0  # ±20 before the sigmoid: shut or open to within 2e-9
ALWAYS, NEVER, WHEN, UNLESS = "stays open", "stays shut", "opens when", "shuts when"
FULL = float(np.tanh(1.0))  # what is shown of a memory of 1


@dataclass(frozen=True)
class Rule:
    """A gate of one unit and what moves it; `signal` is the name of an input, or of a unit one step ago."""

    unit: str
    gate: str  # "f", "i" or "o"
    way: str  # one of `ways()`
    signal: str = ""
    sharpness: float = SHARP

    def __post_init__(self) -> None:
        if self.way not in ways():
            raise ValueError(f"A gate {', '.join(ways())}; it cannot be told “{self.way}”.")
        if self.way in (WHEN, UNLESS) and not self.signal:
            raise ValueError(f"Say what the gate {self.gate} waits for: an input, or a unit that was read.")


def ways() -> tuple[str, ...]:
    """What a gate can be told."""
    return WHEN, UNLESS, ALWAYS, NEVER


def compiled(rule: Rule, layer: Layer) -> dict[str, np.ndarray]:
    """The row of W, the row of U and the bias for this gate and unit: {"W": (inputs,), "U": (units,), "b": ()}.

    A unit that holds 1 shows tanh 1, so its threshold is half of that.
    Raises ValueError with a sentence for a name that the layer does not have.
    """
    _known(rule.unit, layer.units, "unit")
    row = {"W": np.zeros(len(layer.inputs)), "U": np.zeros(len(layer.units)), "b": np.zeros(())}
    if rule.way in (ALWAYS, NEVER):
        row["b"] += rule.sharpness / 2 * (1 if rule.way == ALWAYS else -1)
        return row
    _known(rule.signal, (*layer.inputs, *layer.units), "input or unit")
    sign = 1 if rule.way == WHEN else -1
    if rule.signal in layer.inputs:
        row["W"][layer.inputs.index(rule.signal)] = sign * rule.sharpness
    else:
        row["U"][layer.units.index(rule.signal)] = sign * rule.sharpness / FULL
    row["b"] += -sign * rule.sharpness / 2
    return row


def written(program: Program, layer: int, where: Layer, rule: Rule) -> Program:
    """The program with this rule in the place of what the gate did before."""
    row, unit = compiled(rule, where), where.units.index(rule.unit)
    weights = {name: array.copy() for name, array in program[layer].items()}
    for kind, values in row.items():
        weights[f"{kind}_{rule.gate}"][unit] = values
    return (*program[:layer], weights, *program[layer + 1 :])


def formula(rule: Rule, layer: Layer) -> str:
    """The rule as LaTeX: what stands inside the sigmoid. What a unit shows is divided by what it shows of a 1."""
    if rule.way in (ALWAYS, NEVER):
        return f"{rule.gate} = \\sigma({'' if rule.way == ALWAYS else '-'}{rule.sharpness / 2:g})"
    name = f"\\text{{{rule.signal}}}"
    if rule.signal in layer.units:
        name = f"h_{{{name}}} / \\tanh 1"
    inner = f"{name} - \\tfrac12" if rule.way == WHEN else f"\\tfrac12 - {name}"
    return f"{rule.gate} = \\sigma\\big({rule.sharpness:g}\\,({inner})\\big)"


def _known(name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        raise ValueError(f"There is no {what} called “{name[:20]}” in this layer; it has {', '.join(names)}.")
