"""Grafana over HTTP: one adapter a kind, behind one port. Nothing here loads the HTTP libraries before `connect`."""
