"""Processes, temporary files, errors of the operating system, compression."""
