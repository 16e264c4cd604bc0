"""`python -m lstm_core.sweep [grid.toml]`: train a grid of experiments."""

from lstm_core.sweep.command import command

command()
