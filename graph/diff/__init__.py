"""What a load changes: its records beside those that the database holds."""
