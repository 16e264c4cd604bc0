"""Draw the cell from memory: the desk, the verdict on it, and what becomes of a drawing."""
