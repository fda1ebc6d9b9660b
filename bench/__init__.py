"""Benchmarks: made data of any size, this loader and others side by side, tables and a plot."""
