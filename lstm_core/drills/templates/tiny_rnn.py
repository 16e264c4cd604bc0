"""N25: what does this small RNN compute? A net of one or two threshold units with given weights, run on bits.

A unit that outputs 1 if its sum is above 0 is the smallest model of memory: one such unit can latch, two can delay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.template import Unsuited
from lstm_core.drills.words import number, words

Bits = Sequence[int]
LONGEST = 6  # bits of the inputs on which two functions are told apart


@dataclass(frozen=True)
class TinyNet:
    """h_t = 1 where U h_{t-1} + w x_t + b > 0, and y_t = 1 where v · h_t + a > 0."""

    recurrent: tuple[tuple[float, ...], ...]
    inputs: tuple[float, ...]
    bias: tuple[float, ...]
    read: tuple[float, ...]
    offset: float = -0.5

    def outputs(self, bits: Bits) -> tuple[int, ...]:
        """The output at every step, from a state of zeros."""
        h, found = np.zeros(len(self.bias)), []
        for bit in bits:
            h = (np.array(self.recurrent) @ h + np.array(self.inputs) * bit + np.array(self.bias) > 0) * 1.0
            found.append(int(np.array(self.read) @ h + self.offset > 0))
        return tuple(found)


LATCH, COPY, DELAY = "1 from the first 1 on", "the input itself", "the input of one step before"
BOTH, EITHER, NOT = (
    "1 if this input and the one before are 1",
    "1 if this input or the one before is 1",
    "1 where the input is 0",
)
FUNCTIONS: dict[str, Callable[[Bits], tuple[int, ...]]] = {
    LATCH: lambda bits: tuple(int(any(bits[: t + 1])) for t in range(len(bits))),
    COPY: tuple,
    DELAY: lambda bits: (0, *bits[:-1]),
    BOTH: lambda bits: tuple(int(bits[t] == 1 and t > 0 and bits[t - 1] == 1) for t in range(len(bits))),
    EITHER: lambda bits: tuple(int(bits[t] == 1 or (t > 0 and bits[t - 1] == 1)) for t in range(len(bits))),
    NOT: lambda bits: tuple(1 - bit for bit in bits),
}
NETS = (
    TinyNet(((1,),), (1,), (-0.5,), (1,)),
    TinyNet(((0,),), (1,), (-0.5,), (1,)),
    TinyNet(((0, 0), (1, 0)), (1, 0), (-0.5, -0.5), (0, 1)),
    TinyNet(((0, 0), (1, 0)), (1, 0), (-0.5, -0.5), (1, 1), -1.5),
    TinyNet(((0, 0), (1, 0)), (1, 0), (-0.5, -0.5), (1, 1)),
    TinyNet(((0,),), (-1,), (0.5,), (1,)),
)


def computed(net: TinyNet) -> str:
    """The function of a net, on all inputs up to LONGEST bits. Raises ValueError if it is none of ours."""
    inputs = [bits for length in range(1, LONGEST + 1) for bits in product((0, 1), repeat=length)]
    fitting = [name for name, function in FUNCTIONS.items() if all(net.outputs(b) == function(b) for b in inputs)]
    if len(fitting) != 1:
        raise ValueError(f"this net computes {fitting or 'nothing that has a name here'}")
    return fitting[0]


def what_it_computes(rng: np.random.Generator) -> Drill:
    """N25: the outputs for some bits, and which function it is."""
    net = _scaled(NETS[int(rng.integers(len(NETS)))], float(rng.choice((1.0, 2.0, 4.0))))
    bits, name = tuple(int(bit) for bit in rng.integers(0, 2, 5)), computed(net)
    right = net.outputs(bits)
    if any(function(bits) == right for other, function in FUNCTIONS.items() if other != name):
        raise Unsuited
    slips = {"input": bits, "first state kept": (right[0],) * len(bits)}
    told = {word: _written(ys) for word, ys in slips.items() if ys != right}
    put = {"bits": " ".join(map(str, bits)), "ys": " ".join(map(str, right)), "function": name}
    page = words("tiny_rnn", "N25", **put, net=_equations(net), states=_states(net, bits))
    return page.drill(
        {"bits": list(bits), "U": net.recurrent, "w": net.inputs, "b": net.bias, "v": net.read, "a": net.offset},
        page.field("ys", always(_written(right)), fixed(told), kind="sequence", size=len(bits), choices=("0", "1")),
        page.choice("function", always(name), name, tuple(FUNCTIONS)),
    )


def _scaled(net: TinyNet, factor: float) -> TinyNet:
    """The same function with larger weights: a threshold does not mind."""
    grown = lambda row: tuple(factor * value for value in row)
    return replace(net, recurrent=tuple(map(grown, net.recurrent)), inputs=grown(net.inputs), bias=grown(net.bias))


def _written(bits: Bits) -> tuple[str, ...]:
    return tuple(map(str, bits))


def _equations(net: TinyNet) -> str:
    """One line for every unit, and one for the output."""
    letters = ["h"] if len(net.bias) == 1 else ["h^{1}", "h^{2}"]
    rows = []
    for letter, row, weight, bias in zip(letters, net.recurrent, net.inputs, net.bias, strict=True):
        terms = [f"{_factor(value)}{other}_{{t-1}}" for other, value in zip(letters, row, strict=True) if value]
        terms += [f"{_factor(weight)}x_t"] if weight else []
        rows.append(rf"{letter}_t = \theta({_sum([*terms, number(bias)])})")
    terms = [f"{_factor(value)}{letter}_t" for letter, value in zip(letters, net.read, strict=True) if value]
    return "\n".join(f"* ${row}$" for row in [*rows, rf"y_t = \theta({_sum([*terms, number(net.offset)])})"])


def _factor(value: float) -> str:
    return {1.0: "", -1.0: "-"}.get(value, rf"{number(value)}\,")


def _sum(terms: Sequence[str]) -> str:
    return " + ".join(terms).replace("+ -", "- ")


def _states(net: TinyNet, bits: Bits) -> str:
    """The outputs after one bit, two, and so on, as the solution writes them."""
    return r",\; ".join(f"y_{t} = {y}" for t, y in enumerate(net.outputs(bits), 1))
