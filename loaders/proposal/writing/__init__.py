"""Writing a proposal as a source file, with comments for the person who confirms it."""
