"""Which way the values run: in each net, the tips that bring a value; by a search for what costs least.

A net has one source, a part one output, × and + two inputs. Heads, the way the pen went and the way the page is
read only add to the cost, so that missing heads do no harm.
"""

from collections.abc import Sequence
from itertools import combinations

from lstm_core.grade.parts import GIVEN, KINDS
from lstm_core.ink.nets import Net

Option = tuple[int, ...]  # tips of a net, at parts, that bring a value
Priced = tuple[Option, float, list[tuple[int, int, int]]]  # what it costs, and the inputs and outputs of parts
Counts = tuple[tuple[int, int, int], ...]  # parts with the inputs and outputs that they have so far
Best = dict[Counts, tuple[float, tuple[Option, ...]]]  # for each, the least cost and what was chosen
MOST_OPTIONS, MOST_STATES = 24, 160


def directions(nets: Sequence[Net], kinds: Sequence[str], others: Sequence[Sequence[Priced]] = ()) -> list[Option]:
    """For each net, which of its tips at parts are sources; `others` are wires without a net (`certain`, `possible`).

    Net by net the cheapest choices are kept for every number of inputs and outputs that the parts may have so far: only
    parts between nets that are decided and nets that are not need to be told apart, and these are few.
    """
    priced = [*(_priced(net) for net in nets), *others]
    touching = [{part for _, _, gives in options for part, _, _ in gives} for options in priced]
    best: Best = {(): (0.0, ())}
    order, waiting = _order(touching), [sum(part in some for some in touching) for part in range(len(kinds))]
    for n in order:
        for part in touching[n]:
            waiting[part] -= 1
        closed = [(part, kinds[part]) for part in sorted(touching[n]) if not waiting[part]]
        best = _decided(best, priced[n], closed)
    chosen = dict(zip(order, min(best.values())[1], strict=True)) if best else {}
    return [chosen[n] for n in range(len(nets))]


def certain(source: int, target: int) -> list[Priced]:
    """A wire from one part to another that a learner added."""
    return [((), 0.0, [(source, 0, 1), (target, 1, 0)])]


def possible(one: int, other: int) -> list[Priced]:
    """Two parts that touch: a wire either way, too short to be seen, or none."""
    return [
        ((), 0.0, [(one, 0, 0), (other, 0, 0)]),
        *(((), 1.0, [(a, 0, 1), (b, 1, 0)]) for a, b in ((one, other), (other, one))),
    ]


def _order(touching: Sequence[set[int]]) -> list[int]:
    """Nets in an order in which few parts wait for others of their nets: next is always what adds least to them."""
    left, seen, order = set(range(len(touching))), set[int](), list[int]()
    while left:
        _, n = min((len(touching[n] - seen) - 0.5 * len(touching[n] & seen), n) for n in left)
        order.append(n)
        left.remove(n)
        seen |= touching[n]
    return order


def _priced(net: Net) -> list[Priced]:
    """The cheapest options of a net: what each costs, and the inputs and outputs that it gives to parts."""
    found = []
    for option in _options(net):
        gives: dict[int, tuple[int, int]] = {}
        for k, tip in enumerate(net.tips):
            if tip.part is not None:
                ins, outs = gives.get(tip.part, (0, 0))
                gives[tip.part] = (ins, outs + 1) if k in option else (ins + 1, outs)
        found.append((option, _net_cost(net, option), [(part, *count) for part, count in gives.items()]))
    return sorted(found, key=lambda row: row[1])[:MOST_OPTIONS]


def _decided(best: Best, options: Sequence[Priced], closed: Sequence[tuple[int, str]]) -> Best:
    """The cheapest choices once one more net is decided; parts without further nets are settled."""
    found: Best = {}
    for counts, (cost, chosen) in best.items():
        for option, price, gives in options:
            now = {part: (ins, outs) for part, ins, outs in counts}
            for part, more, out in gives:
                ins, outs = now.get(part, (0, 0))
                now[part] = (ins + more, outs + out)
            total = cost + price + sum(_part_cost(kind, *now.pop(part)) for part, kind in closed)
            key = tuple((part, *count) for part, count in sorted(now.items()))
            if key not in found or total < found[key][0]:
                found[key] = (total, (*chosen, option))
    cheapest = sorted(found.items(), key=lambda row: row[1][0])
    return dict(cheapest[:MOST_STATES])


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
