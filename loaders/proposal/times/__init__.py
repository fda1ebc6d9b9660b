"""Days, months and years that a text names, and the dates that they are."""
