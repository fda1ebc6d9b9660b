"""Data larger than memory, in temporary files."""
