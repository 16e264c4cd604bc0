"""The parts of lesson 11: nets that write, searches, and a training of one's own. None of them needs torch."""
