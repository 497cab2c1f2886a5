"""Glimpse's dashboards."""
