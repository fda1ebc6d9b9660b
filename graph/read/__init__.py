"""Reading from Neo4j: RDF export, and the neighbourhood of some nodes."""
