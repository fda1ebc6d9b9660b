"""Finding names, dates and agreements in the paragraphs of a report."""
