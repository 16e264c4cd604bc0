"""Servers, browsers and databases that tests and benchmarks start, and pictures made by commands."""
