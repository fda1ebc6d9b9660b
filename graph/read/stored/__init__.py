"""Nodes and records as they are in the database."""
