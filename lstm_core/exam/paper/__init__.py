"""What is printed: the exam sheet, typeset on one page of A4."""
