"""Proposing a source file from a text, a web page or a PDF."""
