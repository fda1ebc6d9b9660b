"""Reads that see a commit whole or not at all, and say what they may lack."""
