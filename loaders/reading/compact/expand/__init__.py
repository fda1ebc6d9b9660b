"""What a source file states: the statements that follow from it by rule."""
