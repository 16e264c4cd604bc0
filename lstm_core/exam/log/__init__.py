"""What a learner has done: an append-only log of events, in any database, to take along and to bring back."""
