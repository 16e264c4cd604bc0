"""What the app promises about speed, measured as ratios within one run: `python -m benchmarks`."""
