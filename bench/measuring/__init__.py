"""Measuring: inputs, one server, processes, rounds, results."""
