//+ title = "Prospects of which nothing was heard for years"
//+ description = """
//+ What was hoped for more than three years before the newest source has come to something or not."""
//+

MATCH (document:Document)
WITH max(document.issued_latest) AS newest
MATCH (prospect:Prospect)<-[:STATUS_OF]-(statement)-[:STATUS]->(status)
WITH newest, prospect, max(statement.as_of_latest) AS heard, collect(status.code) AS codes
WHERE heard < newest - duration({years: 3}) AND NOT 'ended' IN codes
RETURN
  prospect.iri AS iri,
  coalesce(prospect.name, prospect.iri) AS name,
  'It was last heard of in ' + heard.year + ': find out what came of it.' AS problem
ORDER BY iri
