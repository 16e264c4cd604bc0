"""The parts of the experiment of lesson 12: instructions, a board of weights, its tests, a trained net beside it."""
