//+ title = "Documents that nothing cites"
//+ description = """
//+ A document is one in which evidence is found, or has evidence of its own, such as a resolution."""
//+

MATCH (document:Document)
WHERE NOT EXISTS { (document)<-[:IN_DOCUMENT|SOURCE]-() }
  AND NOT EXISTS { (document)-[:HAS_EVIDENCE]->() }
RETURN
  document.iri AS iri,
  coalesce(document.name, document.iri) AS name,
  'No evidence is found in it, and none cites it: add evidence, or take it out.' AS problem
ORDER BY iri
