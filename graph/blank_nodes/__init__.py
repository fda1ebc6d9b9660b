"""Names for blank nodes that are the same each time their file is read."""
