"""Numeric drills: what is asked, what was typed, and the way to the answer."""
