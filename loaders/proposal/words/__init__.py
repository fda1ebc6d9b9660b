"""The words of the languages that reports are read in, and how words are compared."""
