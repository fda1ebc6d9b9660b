"""What the database keeps beside the graph: lock, leases, catalog of datasets, ledger."""
