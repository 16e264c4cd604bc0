"""From next-symbol probabilities to a sequence: greedy, sampling, beam and exhaustive search, also by hand."""
