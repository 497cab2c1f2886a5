"""The rulers of Mimir and Loki, by their HTTP API for rules."""
