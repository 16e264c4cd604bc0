"""What the experiments of the lessons compute, a module each."""
