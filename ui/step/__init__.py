"""The four views of the page that steps through a cell: one step, gates by hand, over time, as code."""
