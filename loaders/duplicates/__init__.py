"""Duplicates: pairs that may be one thing, and what editors decided on them."""
