"""From RDF records to nodes of the property graph. Pure functions."""
