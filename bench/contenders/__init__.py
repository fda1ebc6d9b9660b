"""What is measured: this loader and others, each called as its users do."""
