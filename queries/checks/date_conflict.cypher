//+ title = "Two values for one date"
//+ description = """
//+ A date has one value. Where datasets differ the view shows the first dataset's, so this reads
//+ what each of them says."""

MATCH (thing:Resource)-[says:DESCRIBED_IN]->(:Dataset)
UNWIND split(says.statements, '\n') AS statement
// A record is N-Triples, a statement a line: subject, predicate and date have no spaces.
WITH thing, split(statement, ' ') AS term
WHERE term[1] IN [
  '<https://w3id.org/coopgraph/ontology#date>',
  '<https://w3id.org/coopgraph/ontology#endDate>',
  '<https://w3id.org/coopgraph/ontology#startDate>',
  '<https://w3id.org/coopgraph/ontology#asOf>',
  '<https://w3id.org/coopgraph/ontology#checked>',
  '<https://w3id.org/coopgraph/ontology#due>',
  '<http://purl.org/dc/terms/issued>'
]
WITH thing, term[1] AS predicate, collect(DISTINCT split(term[2], '"')[1]) AS values
WHERE size(values) > 1
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  predicate + ' has ' + size(values) + ' values, among them ' + values[0] + ' and ' + values[1]
    + ': find out which is right.' AS problem
ORDER BY iri, predicate
