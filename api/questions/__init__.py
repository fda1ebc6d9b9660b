"""A question's answer, the same over HTTP and on the command line."""
