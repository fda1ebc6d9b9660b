"""Writing loads into Neo4j: transactions, batches, parallel writers, Cypher."""
