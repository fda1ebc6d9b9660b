"""Saying a dataset as a source file: what expansion makes of it, backwards."""
