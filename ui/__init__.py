"""What pages are made of: one package per page or section, what they all use in `common`, browser components."""
