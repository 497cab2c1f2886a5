"""The checks of `doctor`: pure functions from what was observed to a diagnosis."""
