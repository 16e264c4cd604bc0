"""The oral rehearsal: what the examiner says, what was answered, and what it was worth."""
