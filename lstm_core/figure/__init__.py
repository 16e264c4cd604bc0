"""The picture of a cell: where its wires go, DOT for Graphviz, SVG files, stages to explain it in, words beside it."""

from lstm_core.figure.dot import box_letters, describe, label, to_dot

__all__ = ["box_letters", "describe", "label", "to_dot"]
