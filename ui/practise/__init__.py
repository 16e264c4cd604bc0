"""What the pages of the section Practise are made of."""
