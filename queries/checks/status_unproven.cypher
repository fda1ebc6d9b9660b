//+ title = "Statuses without evidence"
//+ description = "That something had a status is said by a source."
//+

MATCH (statement:StatusStatement)
WHERE NOT EXISTS { (statement)-[:HAS_EVIDENCE]->(:Evidence) }
RETURN
  statement.iri AS iri,
  coalesce(statement.name, statement.iri) AS name,
  'No source says that it had this status: add evidence, or take the status out.' AS problem
ORDER BY iri
