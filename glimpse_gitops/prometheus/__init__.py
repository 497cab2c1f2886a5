"""Prometheus' HTTP API as far as it answers from its index: names, labels, numbers. No query is ever sent."""
