"""The picture of a cell: where its wires go, DOT for Graphviz, SVG files, stages to explain it in, words beside it."""

from lstm_core.figure.dot import describe, label, letters, read_out, to_dot

__all__ = ["describe", "label", "letters", "read_out", "to_dot"]
