"""Benchmarks of questions over HTTP, beside Neo4j's own HTTP API and the bare driver."""
