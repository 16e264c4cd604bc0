"""Which way the values run: in each net, the tips that bring a value; by a search for what costs least.

A net has one source, a part one output, × and + two inputs. Heads, the way the pen went and the way the page is
read only add to the cost, so that missing heads do no harm.
"""

from collections.abc import Sequence
from itertools import combinations, product
from math import prod

from lstm_core.grade.parts import GIVEN, KINDS
from lstm_core.ink.nets import Net

Option = tuple[int, ...]  # tips of a net, at parts, that bring a value
ROUNDS = 6
MOST_AT_ONCE = 250  # options of all nets at a part
MOST_TRIES = 30_000  # of options; an LSTM takes some hundreds


def directions(nets: Sequence[Net], kinds: Sequence[str]) -> list[Option]:
    """For each net, which of its tips at parts are sources."""
    search = _Search(nets, kinds)
    search.run()
    return search.chosen


class _Search:
    """Local search over the options of the nets, one at a time and two at a time where a part is not content."""

    def __init__(self, nets: Sequence[Net], kinds: Sequence[str]) -> None:
        self.nets, self.kinds, self.tries = nets, kinds, 0
        self.options = [_options(net) for net in nets]
        self.price = [{option: _net_cost(net, option) for option in found} for net, found in zip(nets, self.options)]  # noqa: B905
        self.chosen = [min(price, key=lambda option: price[option]) for price in self.price]
        self.touching = [{tip.part for tip in net.tips if tip.part is not None} for net in nets]
        self.at = [[n for n, touched in enumerate(self.touching) if p in touched] for p in range(len(kinds))]

    def cost(self, some: Sequence[int]) -> float:
        """What the choices of some nets cost, there and at their parts."""
        parts = set().union(*(self.touching[n] for n in some))
        return sum(self.price[n][self.chosen[n]] for n in some) + sum(self._part_cost(part) for part in parts)

    def _part_cost(self, part: int) -> float:
        ins = outs = 0
        for n in self.at[part]:
            for k, tip in enumerate(self.nets[n].tips):
                if tip.part == part:
                    outs, ins = (outs + 1, ins) if k in self.chosen[n] else (outs, ins + 1)
        return _part_cost(self.kinds[part], ins, outs)

    def run(self) -> None:
        """Improve until nothing does any more."""
        for _ in range(ROUNDS):
            better = sum(self._improve((n,)) for n in range(len(self.nets)))
            unhappy = [part for part in range(len(self.kinds)) if self._part_cost(part) > 0]
            near = {n for part in unhappy for n in self.at[part]}
            pairs = {
                (a, b) for part in range(len(self.kinds)) for a, b in combinations(self.at[part], 2) if {a, b} & near
            }
            better += sum(self._improve(pair) for pair in sorted(pairs))
            around = [tuple(self.at[part]) for part in unhappy]
            better += sum(self._improve(nets) for nets in around if self._ways(nets) <= MOST_AT_ONCE)
            if not better:
                return

    def _ways(self, some: Sequence[int]) -> int:
        return prod(len(self.options[n]) for n in some)

    def _improve(self, some: tuple[int, ...]) -> bool:
        """Choose the best options of some nets together; whether that changed anything."""
        before = best = self.cost(some)
        self.tries += self._ways(some)
        if self.tries > MOST_TRIES:
            return False
        keep = [self.chosen[n] for n in some]
        for options in product(*(self.options[n] for n in some)):
            for n, option in zip(some, options, strict=True):
                self.chosen[n] = option
            cost = self.cost(some)
            if cost < best - 1e-9:
                best, keep = cost, list(options)
        for n, option in zip(some, keep, strict=True):
            self.chosen[n] = option
        return best < before - 1e-9


def _options(net: Net) -> list[Option]:
    """The sets of tips that may bring a value: none where a state does, one, or two that are joined."""
    parts = [k for k, tip in enumerate(net.tips) if tip.part is not None][:12]
    given = any(tip.state in GIVEN for tip in net.tips)
    several = list(combinations(parts, 2)) if len(parts) > 2 and len(parts) < 7 else []
    return [*([()] if given or not parts else []), *((k,) for k in parts), *several]


def _net_cost(net: Net, option: Option) -> float:
    """What is odd about these sources: heads at them, none at what they reach, values joined that seldom are."""
    cost = 0.0
    given = [tip for tip in net.tips if tip.state in GIVEN]
    sources = [tip for k, tip in enumerate(net.tips) if k in option] + given
    sinks = [tip for k, tip in enumerate(net.tips) if k not in option and (tip.part is not None or tip.state)]
    sinks = [tip for tip in sinks if tip.state not in GIVEN]
    cost += sum(2.0 * tip.head + 0.4 * (not tip.start) for tip in sources)
    cost += sum(0.3 * (not tip.head) + 0.2 * tip.start for tip in sinks)
    cost += 4.0 * (not sources) + 2.5 * (not sinks)
    parts = {tip.part for tip in sources if tip.part is not None}
    cost += 2.0 * max(len(parts) - 1, 0) + 1.5 * bool(parts and given)
    if sources and sinks:
        right = sum(tip.point[0] for tip in sinks) / len(sinks) - sum(tip.point[0] for tip in sources) / len(sources)
        cost += 0.2 * (right < -15)
    return cost


def _part_cost(kind: str, ins: int, outs: int) -> float:
    """What is odd about so many inputs and outputs of a part."""
    wanted = KINDS[kind].ports
    off = abs(ins - wanted) if not KINDS[kind].many or not ins else 0.4 * (ins - 1)
    return 1.7 * off + 2.5 * (outs == 0) + 0.7 * max(outs - 1, 0)
