"""Draw the cell from memory: the attempt, its canvas and clock, the verdict on it, and what becomes of a drawing."""
