"""One file a command: the visible list of its steps. Nothing here prints or knows the command line."""
