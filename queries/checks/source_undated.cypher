//+ title = "Dates from documents without a date"
//+ description = "What is dated by the day on which a document was issued needs that day."
//+

MATCH (act:Act)-[:DATE_BASIS]->(basis)
WHERE basis.code = 'document_date'
  AND EXISTS { (act)-[:HAS_EVIDENCE]->() }
  AND NOT EXISTS {
    MATCH (act)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document) WHERE document.issued IS NOT NULL
  }
RETURN
  act.iri AS iri,
  coalesce(act.name, act.iri) AS name,
  'Its date is that of a document, and none of its documents has one: '
    + 'add dcterms:issued, or correct coop:dateBasis.' AS problem
ORDER BY iri
