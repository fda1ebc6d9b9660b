"""The two doors: the HTTP API and the command line."""
