"""A cell that is wrong, proved wrong by numbers: drawings, equations and cells of one's own."""
