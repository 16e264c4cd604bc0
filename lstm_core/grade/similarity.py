"""How alike the boxes of two graphs are, by their kind and by what surrounds them."""

import numpy as np

from lstm_core.grade.graph import Graph

ROUNDS = 5  # how far the surroundings of a box reach
MeaningsOfLabels = dict[str, frozenset[str]]  # box of the drawing -> boxes of the reference that its label may mean
Similarity = dict[str, dict[str, float]]  # box of the reference -> box of the drawing -> how alike they are


def similarity(drawn: Graph, meant: Graph, labels: MeaningsOfLabels) -> Similarity:
    """How alike two boxes are: the same kind, alike inputs, alike readers, over and over."""
    fixed = sorted({*drawn.parts, *meant.parts})
    ours, theirs = [*drawn.boxes, *fixed], [*meant.boxes, *fixed]
    base = np.zeros((len(ours), len(theirs)))
    for d, box in drawn.boxes.items():
        for m, other in meant.boxes.items():
            same = (box.kind == other.kind) + 0.5 * (box.layer == other.layer)
            base[ours.index(d), theirs.index(m)] = same + 0.25 * (m in labels[d])
    for name in fixed:
        base[ours.index(name), theirs.index(name)] = 2
    (reads, readers), (reads_meant, readers_meant) = _neighbours(drawn, ours), _neighbours(meant, theirs)
    alike = base
    for _ in range(ROUNDS):
        alike = base + (reads @ alike @ reads_meant.T + readers @ alike @ readers_meant.T) / 2
    return {m: {d: float(alike[i, j]) for i, d in enumerate(drawn.boxes)} for j, m in enumerate(meant.boxes)}


def _neighbours(graph: Graph, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Who reads whom, and who is read by whom: (names, names), each row adding up to 1."""
    at = {name: k for k, name in enumerate(names)}
    reads = np.zeros((len(names), len(names)))
    for name, brought in [*((box.id, box.reads) for box in graph.boxes.values()), *graph.outs.items()]:
        for read in brought:
            if read.source in at:
                reads[at[name], at[read.source]] += 1
    return _shares(reads), _shares(reads.T)


def _shares(rows: np.ndarray) -> np.ndarray:
    """Each row divided by its sum, if that is not 0."""
    return rows / np.maximum(rows.sum(axis=1, keepdims=True), 1)
