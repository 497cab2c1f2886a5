"""Desired against live: what differs, what is ours, what an apply would do. Pure: it reads and writes nothing."""
