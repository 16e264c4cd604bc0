"""Review timed to the exam: what is due, one card at a time, and how one stands."""
