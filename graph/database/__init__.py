"""The connection to Neo4j: driver, transactions, errors, schema."""
