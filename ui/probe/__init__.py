"""The page Probe, part by part."""
