"""Cards to review: the questions and the figures, and the same for Anki."""
