"""From the users' objects to what goes over the wire: one pure function a kind, `project.py` puts them together."""
