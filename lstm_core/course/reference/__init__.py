"""What is looked up: words, symbols, and where everything comes from. The words are data in `prose`."""
