"""From files to the graph: read, validate, load, and keep the ledger."""
