"""Results of the sweep on delays, and one more run of the learner's own."""
