"""What the pages of the section Look up share."""
