"""What the API adds to the Neo4j Browser: a guide with the named questions, and a style."""
