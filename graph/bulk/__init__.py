"""Filling an empty local database with Neo4j's own importer."""
