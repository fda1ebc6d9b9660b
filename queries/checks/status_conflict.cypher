//+ title = "Two statuses at one time"
//+ description = "Two codes of one thing and one date contradict each other."
//+

MATCH (thing:Resource)<-[:STATUS_OF]-(statement:StatusStatement)-[kind:STATUS|REALISATION_STATUS]->(status)
WITH thing, type(kind) AS kind, coalesce(statement.as_of, 'no date') AS date,
  collect(DISTINCT status.code) AS codes
WHERE size(codes) > 1
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'As of ' + date + ' it is both ' + codes[0] + ' and ' + codes[1]
    + ': find out which is right, or what was first.' AS problem
ORDER BY iri, date
