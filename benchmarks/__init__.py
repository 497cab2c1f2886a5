"""Measurements, as ratios against something run beside them: `make bench`, or `python -m benchmarks.build`."""
