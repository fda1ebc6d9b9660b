"""Processes of clients that ask over HTTP, Bolt or in a browser."""
