"""The scripted conversations of the recordings, and how answers are compared."""
