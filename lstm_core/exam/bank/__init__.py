"""The question bank, the cards on which sources differ, and the map of the lecture: data and their readers."""
