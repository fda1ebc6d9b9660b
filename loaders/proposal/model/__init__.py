"""Asking a language model for a proposal, and keeping of its answer what the text says."""
