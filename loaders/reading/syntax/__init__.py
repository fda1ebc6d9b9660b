"""What may be in a file, and where in it something stands."""
