"""The command that loads registers of organizations."""
