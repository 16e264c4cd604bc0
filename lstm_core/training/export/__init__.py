"""A run to take along: as a script and a notebook that repeat it without this app, as a table, as a picture."""

from lstm_core.training.export.notebook import notebook
from lstm_core.training.export.picture import picture
from lstm_core.training.export.script import script
from lstm_core.training.export.table import table

__all__ = ["notebook", "picture", "script", "table"]
