"""The parts of a lesson, from the list it is chosen from to the tick it gets at the end."""
