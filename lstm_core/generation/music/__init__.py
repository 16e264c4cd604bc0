"""Folk tunes: ABC notation, bars that are checked, keys, and the sound of a tune."""
