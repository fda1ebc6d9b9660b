"""Neo4j: the driver, the local server, and the mapping between RDF and the property graph."""
