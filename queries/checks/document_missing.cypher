//+ title = "Evidence without a document"
//+ description = "Evidence is found in a document."
//+

MATCH (evidence:Evidence)
WHERE NOT EXISTS { (evidence)-[:IN_DOCUMENT]->(:Document) }
RETURN
  evidence.iri AS iri,
  coalesce(evidence.name, evidence.iri) AS name,
  'It is in no document: say in which, or take it out.' AS problem
ORDER BY iri
