"""Inside a trained net: sequences to paint, units to hold fast, one unit as a cell, heat maps."""
