"""What a lesson shows beside its words."""
