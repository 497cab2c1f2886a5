"""A process that behaves like the Glimpse server: its metrics, traffic by day and night, faults on demand."""
