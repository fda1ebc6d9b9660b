"""Whether the graph is as it should be, and made so: verify, rebuild, repair."""
