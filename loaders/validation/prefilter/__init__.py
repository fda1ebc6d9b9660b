"""Which nodes certainly conform, so that SHACL judges only the others."""
