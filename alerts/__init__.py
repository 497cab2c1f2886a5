"""Glimpse's alerts and where they go."""
