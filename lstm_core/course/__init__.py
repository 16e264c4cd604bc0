"""The course: lessons, what their experiments compute, an LSTM as a computer, the lectures by line, reference pages."""
