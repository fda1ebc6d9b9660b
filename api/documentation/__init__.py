"""The page at `/docs`: every operation with its description, to be tried in the browser."""
