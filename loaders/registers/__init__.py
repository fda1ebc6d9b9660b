"""Loading registers of organizations, ROR and GLEIF, from files that users have."""
