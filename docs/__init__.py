"""Pictures for the README, made by commands."""
