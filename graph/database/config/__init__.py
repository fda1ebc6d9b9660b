"""Settings, address and login of Neo4j."""
