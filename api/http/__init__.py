"""What HTTP needs below its operations: problems, limits, hosts, connections."""
