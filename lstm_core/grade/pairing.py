"""Which box of a drawing stands for which box of the reference: the pairing that needs the fewest repairs.

Boxes with alike surroundings are paired first; then partners are exchanged while that saves repairs.
Beginning again with another pair gets past dead ends. The work is bounded, however messy the drawing.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

from lstm_core.grade.graph import Graph
from lstm_core.grade.repairs import Pairing, Repair, RepairFinder
from lstm_core.grade.similarity import MeaningsOfLabels, Similarity, similarity

MOST_TRIES = 200  # pairings that are weighed
CANDIDATES = 5  # partners that are tried for a box
ABSENCES = ("missing", "lacks")  # repairs of what is not there
Cost = tuple[int, int]  # repairs, and labels that contradict


class SearchBudgetExhausted(Exception):
    """Enough pairings were weighed."""


def pair(
    drawn: Graph,
    meant: Graph,
    named: Callable[[str], frozenset[str]],
    may: Callable[[str, str], bool],
    tries: int = MOST_TRIES,
) -> tuple[Pairing, list[Repair]]:
    """The best pairing and its repairs.

    `named` says which boxes of the reference a label may mean, `may` which pairs come into question at all.
    """
    labels = {d: named(box.label) & meant.boxes.keys() for d, box in drawn.boxes.items()}
    alike = {
        m: {d: value for d, value in row.items() if may(m, d)} for m, row in similarity(drawn, meant, labels).items()
    }
    search = _Search(drawn, meant, labels, alike, tries)
    with suppress(SearchBudgetExhausted):
        search.run()
    return search.best, search.repairs(search.best)


class _Search:
    """Weighs pairings one after another and keeps the best."""

    def __init__(self, drawn: Graph, meant: Graph, labels: MeaningsOfLabels, alike: Similarity, tries: int) -> None:
        self.drawn, self.meant, self.labels, self.alike = drawn, meant, labels, alike
        self.repairs = RepairFinder(drawn, meant)
        self.near = {m: sorted(row, key=lambda d: -row[d])[:CANDIDATES] for m, row in alike.items()}
        self.partial = len(drawn.boxes) < len(meant.boxes)  # then what is there is more likely unfinished than wrong
        self.tries, self.most = 0, tries
        self.best: Pairing = {}
        self.least: Cost = self.cost({})

    def cost(self, pairing: Pairing) -> Cost:
        """How much is wrong with a pairing; keeps it if it is the best so far."""
        self.tries += 1
        if self.tries > self.most:
            raise SearchBudgetExhausted
        wrong = sum(bool(self.labels[d]) and m not in self.labels[d] for m, d in pairing.items())
        repairs = self.repairs(pairing)
        misled = sum(repair.what not in ABSENCES for repair in repairs) if self.partial else 0
        cost = (len(repairs) + misled, wrong)
        if self.tries > 1 and cost < self.least:
            self.best, self.least = pairing, cost
        return cost

    def run(self) -> None:
        """Begin greedily, by labels where parts are missing, then with every likely pair that the best has not."""
        self._settle(self._greedy(self._labelled() if self.partial else {}))
        for m, d in self._beginnings():
            if self.least <= (1, 0):
                return
            if self.best.get(m) != d:
                self._settle(self._greedy({m: d}))

    def _labelled(self) -> dict[str, str]:
        """The pairs that labels name."""
        return {m: d for d, named in self.labels.items() for m in named if d in self.alike[m]}

    def _beginnings(self) -> Iterator[tuple[str, str]]:
        pairs = [(m, d) for m in self.meant.boxes for d in self.near[m]]
        alike = [(m, d) for m, d in pairs if self.drawn.boxes[d].kind == self.meant.boxes[m].kind]
        yield from sorted(alike, key=lambda pair: -self.alike[pair[0]][pair[1]])

    def _greedy(self, first: Pairing) -> dict[str, str]:
        """The likeliest pairs, beginning with `first`."""
        pairing, taken = dict(first), set(first.values())
        pairs = [(alike, m, d) for m, row in self.alike.items() for d, alike in row.items()]
        for _, m, d in sorted(pairs, key=lambda pair: -pair[0]):
            if m not in pairing and d not in taken:
                pairing[m] = d
                taken.add(d)
        return pairing

    def _settle(self, pairing: dict[str, str]) -> None:
        """Exchange partners, or leave a box without one, while that is better."""
        cost = self.cost(pairing)
        better = True
        while better and cost != (0, 0):
            better = False
            for changed in self._changes(pairing):
                now = self.cost(changed)
                if now < cost:
                    pairing, cost, better = changed, now, True
                    break

    def _changes(self, pairing: dict[str, str]) -> Iterator[dict[str, str]]:
        """Pairings one exchange away, at boxes that need a repair first."""
        partner = {d: m for m, d in pairing.items()}
        wrong = {r.meant for r in self.repairs(pairing)}
        for m in sorted(self.meant.boxes, key=lambda m: m not in wrong):
            for d in self.near[m]:
                if pairing.get(m) != d:
                    other = partner.get(d)
                    rest = {n: e for n, e in pairing.items() if n not in (m, other)}
                    back = {other: pairing[m]} if other and pairing.get(m) in self.alike[other] else {}
                    yield rest | {m: d} | back
            if m in pairing:
                yield {n: e for n, e in pairing.items() if n != m}
