"""The edge to the file system: users' modules, rule files and settings are read here, artifacts are written here."""
