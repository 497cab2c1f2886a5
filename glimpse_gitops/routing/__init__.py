"""The notification policy tree evaluated: an alert's labels, and a time, to contact points. Pure."""
