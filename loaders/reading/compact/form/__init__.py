"""What may be written in a source file: its sections, keys and values."""
