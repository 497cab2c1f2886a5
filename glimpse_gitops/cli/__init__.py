"""The command line: options in, reports and exit codes out. The only layer that prints."""
