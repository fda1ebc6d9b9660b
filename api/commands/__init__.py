"""The commands of `coopgraph`, one module for each group of them."""
