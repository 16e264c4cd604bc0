"""The picture of a cell: where its wires go, DOT for Graphviz, SVG files, the stages it is told in, words beside it."""

from lstm_core.figure.dot import describe, label, to_dot

__all__ = ["describe", "label", "to_dot"]
