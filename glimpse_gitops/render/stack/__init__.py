"""The files of a declared monitoring stack: one table, one renderer a system."""
