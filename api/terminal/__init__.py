"""Where commands write: the terminal, files, pipes."""
