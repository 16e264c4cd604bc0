"""`python -m lstm_core.training.sweep [grid.toml]`: train a grid of experiments."""

from lstm_core.training.sweep.command import command

command()
