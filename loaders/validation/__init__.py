"""Validate statements with the shapes of the ontology, and say where each fault stands."""
