"""Tables: the RDF that a SPARQL query makes of each row of a CSV file or a sheet."""
