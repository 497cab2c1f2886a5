"""HTTP as the tool wants it, whatever the server is: the one place that imports niquests."""
