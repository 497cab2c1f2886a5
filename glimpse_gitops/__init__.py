"""Grafana dashboards and alerts as Python code: compile, lint, plan and apply."""

__version__ = "0.1.0"
