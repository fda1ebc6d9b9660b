"""Commands of editors: what they decide on the data."""
