"""The page My cell, part by part."""
