"""The compact form: one YAML file that says what one source says."""
