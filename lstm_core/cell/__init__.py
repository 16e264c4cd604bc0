"""What a recurrent cell is, as data, and what follows from its graph alone."""

from lstm_core.cell.graph import MOST_NODES, Cell, Node, Shape

__all__ = ["MOST_NODES", "Cell", "Node", "Shape"]
