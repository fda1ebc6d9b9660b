"""How well reports are read: precision and recall on texts whose right answers are known."""
