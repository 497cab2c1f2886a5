"""Asking the programs of the stack how they are: one GET each, and nothing else."""
