"""Source files as workbooks: a template to fill in, and reading it."""
