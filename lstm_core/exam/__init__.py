"""The exam: what a learner did, kept in a log that only grows."""
