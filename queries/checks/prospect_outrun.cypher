//+ title = "Prospects of what is there already"
//+ description = """
//+ Where what a prospect is about is established or signed, the prospect is one no more."""
//+

MATCH (prospect:Prospect)-[:ABOUT]->(thing)<-[:STATUS_OF]-(made)-[:STATUS|REALISATION_STATUS]->(status)
WHERE status.code IN ['established', 'signed', 'adopted', 'in_force']
MATCH (prospect)<-[:STATUS_OF]-(statement)
WITH prospect, thing, min(made.as_of_earliest) AS since, max(statement.as_of_latest) AS heard,
  collect(statement) AS statements
WHERE heard > since
  AND NONE(one IN statements WHERE EXISTS { MATCH (one)-[:STATUS]->(s) WHERE s.code = 'ended' })
RETURN
  prospect.iri AS iri,
  coalesce(prospect.name, prospect.iri) AS name,
  'It was hoped for after ' + coalesce(thing.name, thing.iri)
    + ' was there: correct a status, or what it is about.' AS problem
ORDER BY iri
