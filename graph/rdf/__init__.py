"""RDF records and the formats that they are written in. Pure functions."""
